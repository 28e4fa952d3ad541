//! Values that some of a body's parts have.

/// From keys to values, in order of the keys: what is built once and kept for long takes half the room of a hash map.
#[derive(Clone, Debug)]
pub(super) struct Few<K, V>(Box<[(K, V)]>);

impl<K: Ord, V> Few<K, V> {
    /// The value of a key.
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        let at = self.0.binary_search_by(|(other, _)| other.cmp(key)).ok()?;
        Some(&self.0[at].1)
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.0.iter()
    }
}

impl<K, V> Default for Few<K, V> {
    fn default() -> Few<K, V> {
        Few(Box::default())
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Few<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Few<K, V> {
        let mut all: Box<[(K, V)]> = all.into_iter().collect();
        all.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Few(all)
    }
}
