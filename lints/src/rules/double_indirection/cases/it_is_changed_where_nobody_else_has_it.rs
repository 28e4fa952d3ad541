use std::rc::Rc;
use std::sync::Arc;

pub struct Document {
    lines: Rc<Vec<String>>,
    marks: Arc<Vec<u32>>,
    words: Arc<Vec<u8>>,
}

impl Document {
    pub fn add(&mut self, line: String) {
        Rc::make_mut(&mut self.lines).push(line);
    }

    pub fn mark(&mut self, at: u32) -> bool {
        match Arc::get_mut(&mut self.marks) {
            Some(marks) => {
                marks.push(at);
                true
            }
            None => false,
        }
    }

    pub fn into_words(self) -> Vec<u8> {
        Arc::try_unwrap(self.words).unwrap_or_else(|shared| shared.to_vec())
    }

    pub fn letters(&self) -> usize {
        self.lines.iter().map(|line| line.len()).sum::<usize>() + self.marks.len()
    }
}
