use std::collections::HashMap;

pub fn total(stock: &HashMap<u32, u64>) -> u64 {
    let mut sum = 0;
    // locality: allow(hash_iteration, reason = "at most a dozen entries")
    for (_, amount) in stock {
        sum += amount;
    }
    for (_, amount) in stock { // locality: expect(traversal, reason = "the same")
        sum += amount;
    }
    sum
}

// locality: allow(all, reason = "runs once")
pub fn report(stock: &HashMap<u32, u64>) -> u64 {
    stock.values().sum()
}

// locality: expect(hash_iteration, reason = "was a map once") //~ unfulfilled_expectation
pub fn count(stock: &[u64]) -> usize {
    stock.len()
}
