pub struct Sums {
    all: Vec<usize>,
}

impl Sums {
    pub fn fill(&mut self, words: &[String]) {
        let mut sum = 0;
        for word in words {
            sum += word.len();
            self.all.push(sum);
        }
    }

    pub fn at(&self, bytes: &[u8], number: usize) -> u8 {
        bytes[self.all[number]]
    }
}
