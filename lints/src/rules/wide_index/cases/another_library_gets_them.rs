pub struct Picks {
    picks: Vec<usize>,
    values: Vec<u64>,
}

impl Picks {
    pub fn fill(&mut self) {
        for number in 0..self.values.len() {
            self.picks.push(number);
        }
    }

    pub fn sum(&self) -> u64 {
        self.picks.iter().map(|&at| self.values[at]).sum() //~ indirect_gather
    }

    pub fn all(&self) -> &[usize] {
        &self.picks
    }
}
