//! What is being done, told to whoever waits.

/// Hears what is being done. Calls come in order, from one thread.
pub trait Progress {
    /// A step begins (`Building the traced program`); the one before it is over.
    fn step(&self, doing: &str);
    /// Something more about the step that is on (a crate's name, a count).
    fn detail(&self, text: &str);
    /// A line that stays on the screen.
    fn line(&self, text: &str);
    /// All steps are over.
    fn done(&self);
}
