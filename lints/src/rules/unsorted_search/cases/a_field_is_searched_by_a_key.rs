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
