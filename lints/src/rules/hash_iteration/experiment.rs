// The sum over a table's entries: in a hash map, and in a sorted sequence.

/// `n` seeded pairs.
pub fn items(n: usize) -> Vec<(u64, u64)> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 24, state & 0xffff)
        })
        .collect()
}

/// A hash map.
pub mod before {
    use std::collections::HashMap;

    /// The entries, later ones over earlier ones.
    pub fn build(items: &[(u64, u64)]) -> HashMap<u64, u64> {
        items.iter().copied().collect()
    }

    /// Sum over all entries.
    pub fn run(table: &HashMap<u64, u64>) -> u64 {
        let mut sum = 0u64;
        for (key, value) in table {
            sum = sum.wrapping_add(key ^ value);
        }
        sum
    }
}

/// A sorted sequence.
pub mod after {
    /// The entries by key, later ones over earlier ones.
    pub fn build(items: &[(u64, u64)]) -> Vec<(u64, u64)> {
        let mut entries = items.to_vec();
        entries.reverse();
        entries.sort_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        entries
    }

    /// Sum over all entries.
    pub fn run(table: &Vec<(u64, u64)>) -> u64 {
        let mut sum = 0u64;
        for (key, value) in table {
            sum = sum.wrapping_add(key ^ value);
        }
        sum
    }
}
