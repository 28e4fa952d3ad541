use std::collections::BTreeMap;

pub fn known(sorted: &[u64], asked: &[u64]) -> usize {
    let mut found = 0;
    for number in asked {
        found += usize::from(sorted.binary_search(number).is_ok()); //~ unsorted_search
    }
    found
}

pub struct Entry {
    id: u64,
    value: u64,
}

pub struct Table {
    entries: Vec<Entry>,
}

impl Table {
    pub fn sum(&self, ids: &[u64]) -> u64 {
        let mut sum = 0;
        for id in ids {
            if let Ok(at) = self.entries.binary_search_by_key(id, |entry| entry.id) { //~ unsorted_search
                sum += self.entries[at].value;
            }
        }
        sum
    }
}

pub struct Order {
    item: u32,
    times: u64,
}

pub fn prices(all: &BTreeMap<u32, u64>, orders: &[Order]) -> u64 {
    let mut sum = 0;
    for order in orders {
        sum += all.get(&order.item).map_or(0, |price| price * order.times); //~ unsorted_search
    }
    sum
}

pub fn of_pairs(all: &BTreeMap<u32, u64>, pairs: &[(u32, u64)]) -> u64 {
    let mut sum = 0;
    for (item, times) in pairs {
        sum += all.get(item).map_or(0, |price| price * times); //~ unsorted_search
    }
    sum
}

pub fn of_items(all: &BTreeMap<u32, u64>, orders: &[Order]) -> u64 {
    orders.iter().map(|order| order.item).filter_map(|item| all.get(&item)).sum() //~ unsorted_search
}

pub fn of_groups(all: &BTreeMap<u32, u64>, groups: &[Vec<u32>]) -> u64 { //~ nested_vec
    groups.iter().flatten().filter_map(|item| all.get(item)).sum() //~ unsorted_search
}

/// It is in order, for it is searched by halves.
pub fn doubled(sorted: &[u64]) -> usize {
    sorted.iter().filter(|one| sorted.binary_search(&(*one * 2)).is_ok()).count()
}
