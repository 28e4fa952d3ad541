//! What was done, newest first, to be undone.

pub struct Step {
    pub row: usize,
    pub column: usize,
    pub before: f64,
    older: Option<Box<Step>>,
}

#[derive(Default)]
pub struct History {
    newest: Option<Box<Step>>,
}

impl History {
    pub fn push(&mut self, row: usize, column: usize, before: f64) {
        self.newest = Some(Box::new(Step { row, column, before, older: self.newest.take() }));
    }

    /// The temperature that a place had first.
    pub fn oldest(&self, row: usize, column: usize) -> Option<f64> {
        let mut oldest = None;
        let mut step = &self.newest;
        while let Some(this) = step {
            if (this.row, this.column) == (row, column) {
                oldest = Some(this.before);
            }
            step = &this.older;
        }
        oldest
    }
}
