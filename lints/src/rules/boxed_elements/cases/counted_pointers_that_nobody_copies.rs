use std::rc::Rc;

pub(crate) struct Word {
    length: u32,
    count: u32,
}

pub struct Text {
    words: Vec<Rc<Word>>, //~ boxed_elements
}

impl Text {
    pub fn add(&mut self, length: u32) {
        self.words.push(Rc::new(Word { length, count: 1 }));
    }

    pub fn letters(&self) -> u32 {
        self.words.iter().map(|word| word.length * word.count).sum()
    }
}
