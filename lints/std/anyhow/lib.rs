pub trait Context<T, E> {
    fn context<C>(self, context: C) -> Result<T, Error>;
    #[effect(fails)]
    fn with_context<C, F: FnOnce() -> C>(self, f: F) -> Result<T, Error>;
}
pub struct Error {
    _private: Box<()>,
}
pub type Result<T, E = Error> = core::result::Result<T, E>;
