use std::collections::HashMap;

/// Each entry's elements are lines of their own, whatever holds the entries.
pub fn totals(lists: &HashMap<u32, Vec<u64>>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for list in lists.values() { //~ hash_iteration
            sum += list.iter().sum::<u64>();
        }
    }
    sum
}

pub fn nth(lists: &HashMap<u32, Vec<u64>>, rounds: usize) -> u64 {
    let mut sum = 0;
    for round in 0..rounds {
        lists.values().filter_map(|list| list.get(round)).for_each(|one| sum += one); //~ hash_iteration
    }
    sum
}

pub struct Row {
    constant: f64,
}

pub fn constants(rows: &HashMap<u32, Box<Row>>, rounds: usize) -> f64 {
    let mut sum = 0.0;
    for _ in 0..rounds {
        for (_, row) in rows { //~ hash_iteration
            sum += row.constant;
        }
    }
    sum
}

/// The length stands in the entry.
pub fn lengths(lists: &HashMap<u32, Vec<u64>>, rounds: usize) -> usize {
    let mut sum = 0;
    for _ in 0..rounds {
        for list in lists.values() { //~ hash_iteration
            sum += list.len();
        }
    }
    sum
}

/// What the keys lead to is not touched.
pub fn prices(prices: &HashMap<String, u64>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for (_, price) in prices { //~ hash_iteration
            sum += price;
        }
    }
    sum
}

/// Each entry is looked up in another map.
pub fn owed(amounts: &HashMap<u32, u64>, prices: &HashMap<u32, u64>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for (article, amount) in amounts { //~ hash_iteration
            sum += amount * prices[article];
        }
    }
    sum
}

/// What is looked up is the same for all.
pub fn scaled(amounts: &HashMap<u32, u64>, factors: &HashMap<u32, u64>, rounds: u32) -> u64 {
    let mut sum = 0;
    for round in 0..rounds {
        for amount in amounts.values() { //~ hash_iteration
            sum += amount * factors[&round];
        }
    }
    sum
}

/// With a sequence of pairs, this look-up goes, too.
pub fn asked(amounts: &HashMap<u32, u64>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for article in amounts.keys() { //~ hash_iteration
            sum += amounts[article];
        }
    }
    sum
}
