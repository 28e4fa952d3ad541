pub struct Index {
    words: Vec<String>,
    long: Vec<usize>, //~ wide_index
}

impl Index {
    pub fn fill(&mut self) {
        for (number, word) in self.words.iter().enumerate() {
            if word.len() > 8 {
                self.long.push(number);
            }
        }
    }

    pub fn letters(&self) -> usize {
        self.long.iter().map(|&number| self.words[number].len()).sum() //~ indirect_gather
    }
}
