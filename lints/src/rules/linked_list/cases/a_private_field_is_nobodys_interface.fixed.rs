use std::collections::VecDeque;

pub struct Editor {
    undo: VecDeque<String>,
    pub redo: usize,
}

impl Editor {
    pub fn record(&mut self, step: String) {
        self.undo.push_back(step);
        self.redo = 0;
    }

    pub fn rewind(&mut self) -> usize {
        let mut undone = 0;
        while let Some(step) = self.undo.pop_back() {
            undone += step.len();
        }
        undone
    }
}
