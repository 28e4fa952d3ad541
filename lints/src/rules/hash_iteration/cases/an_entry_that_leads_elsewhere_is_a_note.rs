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

/// The same field of another value is another map.
pub struct Ledger {
    amounts: HashMap<u32, u64>,
    dated: HashMap<(u32, u32), u64>,
    seen: Vec<u64>,
    names: HashMap<u32, u64>,
}

impl Ledger {
    pub fn merge(&mut self, others: &mut [Ledger]) {
        for other in others {
            for (article, amount) in self.amounts.iter_mut() { //~ hash_iteration
                if let Some(more) = other.amounts.remove(article) {
                    *amount += more;
                }
            }
        }
    }

    pub fn join(&mut self, others: &[Ledger]) {
        for other in others {
            for (&(article, day), amount) in &mut self.dated { //~ hash_iteration
                *amount += other.dated[&(article, day)];
            }
        }
    }

    /// Each entry is the number of an element.
    pub fn count(&mut self, rounds: usize) {
        for _ in 0..rounds {
            for (article, amount) in &self.amounts { //~ hash_iteration
                self.seen[*article as usize] += amount;
            }
        }
    }

    /// The same, in a closure that has a name.
    pub fn most(&self, rounds: usize) -> u64 {
        let mut sum = 0;
        for _ in 0..rounds {
            let seen = |article: &&u32| self.seen[**article as usize];
            sum += self.names.keys().max_by_key(seen).map_or(0, |article| u64::from(*article)); //~ hash_iteration
        }
        sum
    }
}
