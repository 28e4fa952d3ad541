use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};
use core::ops::Index;
pub use crate::DefaultHashBuilder;
#[repr(Rust)]
pub struct HashMap<K, V, S = DefaultHashBuilder> {
    _hasher: S,
    _table: core::ptr::NonNull<(K, V)>,
    _mask: usize,
    _items: usize,
    _left: usize,
}
impl<K, V> HashMap<K, V, DefaultHashBuilder> {
    #[effect(makes)]
    pub fn new() -> HashMap<K, V, DefaultHashBuilder> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> HashMap<K, V, DefaultHashBuilder> {}
}
impl<K, V, S> HashMap<K, V, S> {
    #[effect(makes)]
    pub fn with_hasher(hash_builder: S) -> HashMap<K, V, S> {}
    #[effect(makes, reserves)]
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> HashMap<K, V, S> {}
    pub fn capacity(&self) -> usize {}
    #[effect(iterates)]
    pub fn keys(&self) -> Keys<'_, K, V> {}
    #[effect(iterates)]
    pub fn into_keys(self) -> IntoKeys<K, V> {}
    #[effect(iterates)]
    pub fn values(&self) -> Values<'_, K, V> {}
    #[effect(iterates)]
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {}
    #[effect(iterates)]
    pub fn into_values(self) -> IntoValues<K, V> {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, K, V> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(iterates, empties, shrinks)]
    pub fn drain(&mut self) -> Drain<'_, K, V> {}
    #[effect(iterates, walks, shrinks)]
    pub fn extract_if<F: FnMut(&K, &mut V) -> bool>(&mut self, pred: F) -> ExtractIf<'_, K, V, F> {}
    #[effect(iterates, walks, shrinks)]
    pub fn drain_filter<F: FnMut(&K, &mut V) -> bool>(&mut self, pred: F) -> ExtractIf<'_, K, V, F> {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    pub fn hasher(&self) -> &S {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(trims)]
    pub fn shrink_to_fit(&mut self) {}
    #[effect(trims)]
    pub fn shrink_to(&mut self, min_capacity: usize) {}
    #[effect(looks_up, grows)]
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {}
    #[effect(looks_up)]
    pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up)]
    pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up)]
    pub fn contains_key<Q: ?Sized>(&self, k: &Q) -> bool
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up)]
    pub fn get_mut<Q: ?Sized>(&mut self, k: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
    }
    pub fn get_disjoint_mut<Q: ?Sized, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&mut V>; N] {}
    #[effect(looks_up, grows)]
    pub fn insert(&mut self, k: K, v: V) -> Option<V> {}
    #[effect(looks_up, shrinks)]
    pub fn remove<Q: ?Sized>(&mut self, k: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up, shrinks)]
    pub fn remove_entry<Q: ?Sized>(&mut self, k: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up, grows)]
    pub fn entry_ref<Q: ?Sized>(&mut self, key: &Q) -> Entry<'_, K, V> {}
    #[effect(looks_up, grows)]
    pub fn insert_unique_unchecked(&mut self, k: K, v: V) -> (&K, &mut V) {}
    pub fn allocation_size(&self) -> usize {}
}
impl<K: Borrow<Q>, Q: ?Sized, V, S> Index<&Q> for HashMap<K, V, S> {
    type Output = V;
    fn index(&self, key: &Q) -> &V {}
}
impl<K, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, DefaultHashBuilder> {
    fn from(arr: [(K, V); N]) -> Self {}
}
pub struct Iter<'a, K, V> {
    _private: (&'a K, &'a V),
}
impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);
    fn next(&mut self) -> Option<(&'a K, &'a V)> {}
}
impl<'a, K, V> ExactSizeIterator for Iter<'a, K, V> {}
impl<'a, K, V> Clone for Iter<'a, K, V> {
    fn clone(&self) -> Self {}
}
pub struct IterMut<'a, K, V> {
    _private: (&'a K, &'a mut V),
}
impl<'a, K, V> Iterator for IterMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);
    fn next(&mut self) -> Option<(&'a K, &'a mut V)> {}
}
impl<'a, K, V> ExactSizeIterator for IterMut<'a, K, V> {}
pub struct IntoIter<K, V> {
    _private: (K, V),
}
impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {}
}
impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
pub struct Keys<'a, K, V> {
    _private: &'a K,
}
impl<'a, K, V> Iterator for Keys<'a, K, V> {
    type Item = &'a K;
    fn next(&mut self) -> Option<&'a K> {}
}
impl<'a, K, V> ExactSizeIterator for Keys<'a, K, V> {}
impl<'a, K, V> Clone for Keys<'a, K, V> {
    fn clone(&self) -> Self {}
}
pub struct Values<'a, K, V> {
    _private: &'a V,
}
impl<'a, K, V> Iterator for Values<'a, K, V> {
    type Item = &'a V;
    fn next(&mut self) -> Option<&'a V> {}
}
impl<'a, K, V> ExactSizeIterator for Values<'a, K, V> {}
impl<'a, K, V> Clone for Values<'a, K, V> {
    fn clone(&self) -> Self {}
}
pub struct ValuesMut<'a, K, V> {
    _private: &'a mut V,
}
impl<'a, K, V> Iterator for ValuesMut<'a, K, V> {
    type Item = &'a mut V;
    fn next(&mut self) -> Option<&'a mut V> {}
}
impl<'a, K, V> ExactSizeIterator for ValuesMut<'a, K, V> {}
pub struct IntoKeys<K, V> {
    _private: K,
}
impl<K, V> Iterator for IntoKeys<K, V> {
    type Item = K;
    fn next(&mut self) -> Option<K> {}
}
impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
pub struct IntoValues<K, V> {
    _private: V,
}
impl<K, V> Iterator for IntoValues<K, V> {
    type Item = V;
    fn next(&mut self) -> Option<V> {}
}
impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
pub struct Drain<'a, K, V> {
    _private: (K, V),
}
impl<'a, K, V> Iterator for Drain<'a, K, V> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {}
}
impl<'a, K, V> ExactSizeIterator for Drain<'a, K, V> {}
pub struct ExtractIf<'a, K, V, F> {
    _private: &'a (K, V),
    pred: F,
}
impl<'a, K, V, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'a, K, V, F> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {}
}
pub enum Entry<'a, K, V> {
    Vacant(VacantEntry<'a, K, V>),
    Occupied(OccupiedEntry<'a, K, V>),
}
pub struct VacantEntry<'a, K, V> {
    key: K,
    _private: &'a mut V,
}
pub struct OccupiedEntry<'a, K, V> {
    _private: &'a mut (K, V),
}
impl<'a, K, V> Entry<'a, K, V> {
    pub fn or_insert(self, default: V) -> &'a mut V {}
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {}
    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {}
    pub fn key(&self) -> &K {}
    pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Entry<'a, K, V> {}
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {}
    pub fn or_default(self) -> &'a mut V {}
}
impl<'a, K, V> VacantEntry<'a, K, V> {
    pub fn key(&self) -> &K {}
    pub fn into_key(self) -> K {}
    pub fn insert(self, value: V) -> &'a mut V {}
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {}
}
impl<'a, K, V> OccupiedEntry<'a, K, V> {
    pub fn key(&self) -> &K {}
    pub fn remove_entry(self) -> (K, V) {}
    pub fn get(&self) -> &V {}
    pub fn get_mut(&mut self) -> &mut V {}
    pub fn into_mut(self) -> &'a mut V {}
    pub fn insert(&mut self, value: V) -> V {}
    pub fn remove(self) -> V {}
}
impl<K, V, S> IntoIterator for HashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> {}
}
impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> {}
}
impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> {}
}
impl<K, V, S> FromIterator<(K, V)> for HashMap<K, V, S> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {}
}
impl<K, V, S> Extend<(K, V)> for HashMap<K, V, S> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {}
}
impl<'a, K, V, S> Extend<(&'a K, &'a V)> for HashMap<K, V, S> {
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: I) {}
}
impl<K, V, S> Default for HashMap<K, V, S> {
    fn default() -> Self {}
}
impl<K, V, S> Clone for HashMap<K, V, S> {
    fn clone(&self) -> Self {}
}
