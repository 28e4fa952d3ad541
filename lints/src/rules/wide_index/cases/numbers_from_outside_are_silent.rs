pub struct Picks {
    picks: Vec<usize>,
}

impl Picks {
    pub fn read(text: &str) -> Picks {
        Picks { picks: text.split(' ').filter_map(|word| word.parse().ok()).collect() }
    }

    pub fn sum(&self, values: &[u64]) -> u64 {
        self.picks.iter().map(|&at| values[at]).sum() //~ indirect_gather
    }
}
