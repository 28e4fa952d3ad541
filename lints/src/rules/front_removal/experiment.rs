// A queue of fixed length: each turn takes the first element out and puts one at the end.

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

/// Elements that a run visits: those that it takes out.
pub fn visits(items: &[u64]) -> u64 {
    items.len().saturating_sub(10_000) as u64
}

/// Each turn moves so much that more items take too long in the memory model.
pub const SIZES: [usize; 3] = [12_288, 1 << 14, 1 << 15];

/// In a vector.
pub mod before {
    /// The numbers.
    pub fn build(items: &[u64]) -> Vec<u64> {
        items.to_vec()
    }

    /// A checksum of what comes out. The queue has ten thousand elements.
    pub fn run(numbers: &Vec<u64>) -> u64 {
        let mut queue = Vec::new();
        let mut sum = 0u64;
        for &number in numbers {
            queue.push(number);
            if queue.len() > 10_000 {
                sum = sum.rotate_left(1) ^ queue.remove(0);
            }
        }
        sum
    }
}

/// In a ring.
pub mod after {
    use std::collections::VecDeque;

    /// The numbers.
    pub fn build(items: &[u64]) -> Vec<u64> {
        items.to_vec()
    }

    /// A checksum of what comes out. The queue has ten thousand elements.
    pub fn run(numbers: &Vec<u64>) -> u64 {
        let mut queue = VecDeque::new();
        let mut sum = 0u64;
        for &number in numbers {
            queue.push_back(number);
            if queue.len() > 10_000 {
                sum = sum.rotate_left(1) ^ queue.pop_front().unwrap_or(0);
            }
        }
        sum
    }
}
