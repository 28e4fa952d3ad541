use std::collections::BTreeMap;

pub struct Table<K> {
    rows: BTreeMap<K, u64>,
}

impl<K: Ord> Table<K> {
    pub fn sum(&self, keys: &[K]) -> u64 {
        keys.iter().filter_map(|key| self.rows.get(key)).sum() //~ unsorted_search
    }
}
