// Values by two keys: a map of maps, and one map with both keys.

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

/// The keys of a number: each first key has some sixteen second ones.
pub fn keys(item: u64, count: usize) -> (u64, u64) {
    (item % (count as u64 / 16).max(1), item >> 40)
}

/// A map of maps.
pub mod before {
    use std::collections::HashMap;

    /// The values, and what is asked.
    pub struct Table {
        values: HashMap<u64, HashMap<u64, u64>>,
        asked: Vec<(u64, u64)>,
    }

    /// A value for each item.
    pub fn build(items: &[u64]) -> Table {
        let asked: Vec<_> = items.iter().map(|&item| super::keys(item, items.len())).collect();
        let mut values: HashMap<u64, HashMap<u64, u64>> = HashMap::new();
        for &(first, second) in &asked {
            values.entry(first).or_default().insert(second, first ^ second);
        }
        Table { values, asked }
    }

    /// The sum of all that is asked.
    pub fn run(table: &Table) -> u64 {
        let mut sum = 0u64;
        for (first, second) in &table.asked {
            sum = sum.wrapping_add(table.values[first][second]);
        }
        sum
    }
}

/// One map.
pub mod after {
    use std::collections::HashMap;

    /// The values, and what is asked.
    pub struct Table {
        values: HashMap<(u64, u64), u64>,
        asked: Vec<(u64, u64)>,
    }

    /// A value for each item.
    pub fn build(items: &[u64]) -> Table {
        let asked: Vec<_> = items.iter().map(|&item| super::keys(item, items.len())).collect();
        let values = asked.iter().map(|&(first, second)| ((first, second), first ^ second)).collect();
        Table { values, asked }
    }

    /// The sum of all that is asked.
    pub fn run(table: &Table) -> u64 {
        let mut sum = 0u64;
        for pair in &table.asked {
            sum = sum.wrapping_add(table.values[pair]);
        }
        sum
    }
}
