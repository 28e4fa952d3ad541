use std::collections::HashMap;
use std::fmt;

pub struct Tally {
    counts: HashMap<u32, u64>,
}

impl Tally {
    // Only `Display` asks for it.
    fn told(&self, rounds: usize) -> String {
        let mut text = String::new();
        for _ in 0..rounds {
            for (key, count) in &self.counts { //~ hash_iteration
                text.push_str(&format!("{key}={count} "));
            }
        }
        text
    }

    // So do others.
    fn sum(&self, rounds: usize) -> u64 {
        let mut sum = 0;
        for _ in 0..rounds {
            for count in self.counts.values() { //~ hash_iteration
                sum += count;
            }
        }
        sum
    }

    pub fn mean(&self) -> u64 {
        self.sum(2) / 2
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.told(1), self.sum(1))
    }
}
