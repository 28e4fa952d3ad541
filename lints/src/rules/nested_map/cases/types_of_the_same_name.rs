pub(crate) struct HashMap<K, V> {
    keys: Vec<K>,
    values: Vec<V>,
}

impl<K: PartialEq, V> HashMap<K, V> {
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.values.get(self.keys.iter().position(|known| known == key)?)
    }
}

pub(crate) fn sum(all: &HashMap<i64, HashMap<i64, u64>>, pairs: &[(i64, i64)]) -> u64 {
    let mut sum = 0;
    for (left, right) in pairs {
        sum += all.get(left).and_then(|inner| inner.get(right)).copied().unwrap_or(0);
    }
    sum
}
