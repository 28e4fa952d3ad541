pub struct Picks {
    picks: Vec<usize>,
}

impl Picks {
    pub fn add(&mut self, number: usize) {
        self.picks.push(number);
    }

    pub fn sum(&self, values: &[u64]) -> u64 {
        self.picks.iter().map(|&at| values[at]).sum() //~ indirect_gather
    }
}
