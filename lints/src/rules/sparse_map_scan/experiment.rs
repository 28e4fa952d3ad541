// Of a map, one entry in sixteen is kept, and these are walked: in all slots, and in as many as they need.

/// `n` seeded numbers.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// Elements that a run visits.
pub fn visits(items: &[u64]) -> u64 {
    4 * after::build(items).len() as u64
}

/// In the slots that there were.
pub mod before {
    use std::collections::HashMap;

    /// Each number, and half of it.
    pub fn build(items: &[u64]) -> HashMap<u64, u64> {
        let mut all: HashMap<u64, u64> = items.iter().map(|&item| (item, item / 2)).collect();
        all.retain(|key, _| key % 16 == 0);
        all
    }

    /// Walks what is left, several times.
    pub fn run(all: &HashMap<u64, u64>) -> u64 {
        let mut sum = 0u64;
        for _ in 0..4 {
            sum = all.values().fold(sum, |sum, value| sum.wrapping_add(*value));
        }
        sum
    }

    /// Both at once.
    pub fn kept(mut all: HashMap<u64, u64>) -> u64 {
        all.retain(|key, _| key % 16 == 0);
        let mut sum = 0u64;
        for _ in 0..4 {
            for value in all.values() {
                sum = sum.wrapping_add(*value);
            }
        }
        sum
    }
}

/// In as many slots as the entries need.
pub mod after {
    use std::collections::HashMap;

    /// Each number, and half of it.
    pub fn build(items: &[u64]) -> HashMap<u64, u64> {
        let mut all: HashMap<u64, u64> = items.iter().map(|&item| (item, item / 2)).collect();
        all.retain(|key, _| key % 16 == 0);
        all.shrink_to_fit();
        all
    }

    /// Walks what is left, several times.
    pub fn run(all: &HashMap<u64, u64>) -> u64 {
        let mut sum = 0u64;
        for _ in 0..4 {
            sum = all.values().fold(sum, |sum, value| sum.wrapping_add(*value));
        }
        sum
    }
}
