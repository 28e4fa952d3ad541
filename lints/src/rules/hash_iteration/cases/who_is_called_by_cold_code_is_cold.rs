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

// The arm ends in an error.
pub fn look_up(names: &HashMap<String, u32>, key: &str) -> Result<u32, String> {
    match names.get(key) {
        Some(number) => Ok(*number),
        None => {
            let mut close = String::new();
            for name in names.keys() { //~ hash_iteration
                close.push_str(name);
            }
            Err(format!("unknown {key}; did you mean one of {close}?"))
        }
    }
}

pub fn all(names: &HashMap<String, u32>, keys: &[&str]) -> u32 {
    let mut sum = 0;
    for key in keys {
        sum += look_up(names, key).unwrap_or(0);
    }
    sum
}
