// The sum over a queue: in a linked list, and in a ring.

/// `n` seeded values.
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

/// A linked list.
pub mod before {
    use std::collections::LinkedList;

    /// Odd values come in at the front, even ones at the back.
    pub fn build(items: &[u64]) -> LinkedList<u64> {
        let mut queue = LinkedList::new();
        for &item in items {
            if item % 2 == 1 { queue.push_front(item) } else { queue.push_back(item) }
        }
        queue
    }

    /// A checksum that depends on the order.
    pub fn run(queue: &LinkedList<u64>) -> u64 {
        queue.iter().fold(0, |sum, item| sum.rotate_left(1) ^ item)
    }
}

/// A ring.
pub mod after {
    use std::collections::VecDeque;

    /// Odd values come in at the front, even ones at the back.
    pub fn build(items: &[u64]) -> VecDeque<u64> {
        let mut queue = VecDeque::new();
        for &item in items {
            if item % 2 == 1 { queue.push_front(item) } else { queue.push_back(item) }
        }
        queue
    }

    /// A checksum that depends on the order.
    pub fn run(queue: &VecDeque<u64>) -> u64 {
        queue.iter().fold(0, |sum, item| sum.rotate_left(1) ^ item)
    }
}
