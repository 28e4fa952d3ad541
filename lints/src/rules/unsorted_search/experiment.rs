// Numbers are looked up in a sorted sequence: in the order in which they come, and in order.

/// `n` seeded numbers.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state >> 20
        })
        .collect()
}

/// As they come.
pub mod before {
    /// The sorted numbers, and what is asked for.
    pub fn build(items: &[u64]) -> (Vec<u64>, Vec<u64>) {
        let mut known: Vec<u64> = items.iter().map(|item| item / 2 * 2).collect();
        known.sort_unstable();
        (known, items.to_vec())
    }

    /// How many are known.
    pub fn run((known, asked): &(Vec<u64>, Vec<u64>)) -> u64 {
        let asked = asked.clone();
        let mut found = 0;
        for number in &asked {
            found += u64::from(known.binary_search(number).is_ok());
        }
        found
    }
}

/// In order, both at once.
pub mod after {
    /// The sorted numbers, and what is asked for.
    pub fn build(items: &[u64]) -> (Vec<u64>, Vec<u64>) {
        let mut known: Vec<u64> = items.iter().map(|item| item / 2 * 2).collect();
        known.sort_unstable();
        let mut asked = items.to_vec();
        asked.sort_unstable();
        (known, asked)
    }

    /// How many are known.
    pub fn run((known, asked): &(Vec<u64>, Vec<u64>)) -> u64 {
        let asked = asked.clone();
        let mut found = 0;
        let mut at = 0;
        for number in &asked {
            while known.get(at).is_some_and(|one| one < number) {
                at += 1;
            }
            found += u64::from(known.get(at) == Some(number));
        }
        found
    }
}
