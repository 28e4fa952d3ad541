// Sum, largest and number of odd samples: in three passes, and in one.

/// `n` seeded samples.
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

/// One pass for each.
pub mod before {
    /// The samples.
    pub fn build(items: &[u64]) -> Vec<u64> {
        items.to_vec()
    }

    /// All three, mixed.
    pub fn run(samples: &Vec<u64>) -> u64 {
        let sum = samples.iter().fold(0u64, |sum, sample| sum.wrapping_add(*sample));
        let largest = samples.iter().fold(0u64, |largest, sample| largest.max(*sample));
        let odd = samples.iter().fold(0u64, |odd, sample| odd + sample % 2);
        sum ^ largest ^ odd
    }
}

/// One pass for all.
pub mod after {
    /// The samples.
    pub fn build(items: &[u64]) -> Vec<u64> {
        items.to_vec()
    }

    /// All three, mixed.
    pub fn run(samples: &Vec<u64>) -> u64 {
        let (sum, largest, odd) = samples.iter().fold((0u64, 0u64, 0u64), |(sum, largest, odd), sample| {
            (sum.wrapping_add(*sample), largest.max(*sample), odd + sample % 2)
        });
        sum ^ largest ^ odd
    }
}
