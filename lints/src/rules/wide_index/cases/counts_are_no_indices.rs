pub struct Counts {
    counts: Vec<usize>,
}

impl Counts {
    pub fn add(&mut self, key: u8) {
        self.counts[key as usize] += 1;
    }

    pub fn most(&self) -> usize {
        let mut most = 0;
        for &count in &self.counts {
            if count > most {
                most = count;
            }
        }
        most
    }
}
