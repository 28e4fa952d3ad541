pub struct Long {
    words: Vec<String>,
    long: Vec<usize>,
}

impl Long {
    pub fn fill(&mut self) {
        for (number, word) in self.words.iter().enumerate() {
            if word.len() > 8 {
                self.long.push(number);
            }
        }
    }

    pub fn show(&self) {
        for &number in &self.long {
            println!("{} {}", number, self.words[number]); //~ indirect_gather
        }
    }
}
