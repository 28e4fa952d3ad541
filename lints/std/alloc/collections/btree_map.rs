use core::borrow::Borrow;
use core::ops::{Bound, Index, RangeBounds};
#[repr(Rust)]
pub struct BTreeMap<K, V> {
    _root: Option<Root>,
    _length: usize,
    _private: core::marker::PhantomData<(K, V)>,
}
#[repr(Rust)]
pub struct Root {
    _height: usize,
    _node: core::ptr::NonNull<u8>,
}
impl<K, V> BTreeMap<K, V> {
    #[effect(makes)]
    pub const fn new() -> BTreeMap<K, V> {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(looks_up)]
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
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
    #[effect(first)]
    pub fn first_key_value(&self) -> Option<(&K, &V)> {}
    #[effect(first)]
    pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> {}
    #[effect(shrinks, first)]
    pub fn pop_first(&mut self) -> Option<(K, V)> {}
    #[effect(first)]
    pub fn last_key_value(&self) -> Option<(&K, &V)> {}
    #[effect(first)]
    pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> {}
    #[effect(shrinks, first)]
    pub fn pop_last(&mut self) -> Option<(K, V)> {}
    #[effect(looks_up)]
    pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up)]
    pub fn get_mut<Q: ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up, grows)]
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {}
    #[effect(looks_up, shrinks)]
    pub fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
    }
    #[effect(looks_up, shrinks)]
    pub fn remove_entry<Q: ?Sized>(&mut self, key: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
    {
    }
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
    #[effect(grows, takes)]
    pub fn append(&mut self, other: &mut BTreeMap<K, V>) {}
    #[effect(iterates, looks_up)]
    pub fn range<T: ?Sized, R: RangeBounds<T>>(&self, range: R) -> Range<'_, K, V> {}
    #[effect(iterates, looks_up)]
    pub fn range_mut<T: ?Sized, R: RangeBounds<T>>(&mut self, range: R) -> RangeMut<'_, K, V> {}
    #[effect(looks_up, grows)]
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {}
    #[effect(shrinks, converts)]
    pub fn split_off<Q: ?Sized>(&mut self, key: &Q) -> BTreeMap<K, V> {}
    #[effect(iterates, walks, shrinks)]
    pub fn extract_if<F: FnMut(&K, &mut V) -> bool, R>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, F> {}
    #[effect(iterates)]
    pub fn into_keys(self) -> IntoKeys<K, V> {}
    #[effect(iterates)]
    pub fn into_values(self) -> IntoValues<K, V> {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, K, V> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {}
    #[effect(iterates)]
    pub fn keys(&self) -> Keys<'_, K, V> {}
    #[effect(iterates)]
    pub fn values(&self) -> Values<'_, K, V> {}
    #[effect(iterates)]
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
}
impl<K: Borrow<Q>, Q: ?Sized, V> Index<&Q> for BTreeMap<K, V> {
    type Output = V;
    fn index(&self, key: &Q) -> &V {}
}
impl<K, V, const N: usize> From<[(K, V); N]> for BTreeMap<K, V> {
    fn from(arr: [(K, V); N]) -> Self {}
}
pub struct Iter<'a, K, V> {
    _private: (&'a K, &'a V),
}
impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);
    fn next(&mut self) -> Option<(&'a K, &'a V)> {}
}
impl<'a, K, V> DoubleEndedIterator for Iter<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a V)> {}
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
impl<'a, K, V> DoubleEndedIterator for IterMut<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {}
}
impl<'a, K, V> ExactSizeIterator for IterMut<'a, K, V> {}
pub struct IntoIter<K, V> {
    _private: (K, V),
}
impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {}
}
impl<K, V> DoubleEndedIterator for IntoIter<K, V> {
    fn next_back(&mut self) -> Option<(K, V)> {}
}
impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
pub struct Keys<'a, K, V> {
    _private: &'a K,
}
impl<'a, K, V> Iterator for Keys<'a, K, V> {
    type Item = &'a K;
    fn next(&mut self) -> Option<&'a K> {}
}
impl<'a, K, V> DoubleEndedIterator for Keys<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a K> {}
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
impl<'a, K, V> DoubleEndedIterator for Values<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a V> {}
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
impl<'a, K, V> DoubleEndedIterator for ValuesMut<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a mut V> {}
}
impl<'a, K, V> ExactSizeIterator for ValuesMut<'a, K, V> {}
pub struct IntoKeys<K, V> {
    _private: K,
}
impl<K, V> Iterator for IntoKeys<K, V> {
    type Item = K;
    fn next(&mut self) -> Option<K> {}
}
impl<K, V> DoubleEndedIterator for IntoKeys<K, V> {
    fn next_back(&mut self) -> Option<K> {}
}
impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
pub struct IntoValues<K, V> {
    _private: V,
}
impl<K, V> Iterator for IntoValues<K, V> {
    type Item = V;
    fn next(&mut self) -> Option<V> {}
}
impl<K, V> DoubleEndedIterator for IntoValues<K, V> {
    fn next_back(&mut self) -> Option<V> {}
}
impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
pub struct Range<'a, K, V> {
    _private: (&'a K, &'a V),
}
impl<'a, K, V> Iterator for Range<'a, K, V> {
    type Item = (&'a K, &'a V);
    fn next(&mut self) -> Option<(&'a K, &'a V)> {}
}
impl<'a, K, V> DoubleEndedIterator for Range<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a V)> {}
}
impl<'a, K, V> Clone for Range<'a, K, V> {
    fn clone(&self) -> Self {}
}
pub struct RangeMut<'a, K, V> {
    _private: (&'a K, &'a mut V),
}
impl<'a, K, V> Iterator for RangeMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);
    fn next(&mut self) -> Option<(&'a K, &'a mut V)> {}
}
impl<'a, K, V> DoubleEndedIterator for RangeMut<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {}
}
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
impl<K, V> IntoIterator for BTreeMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> {}
}
impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> {}
}
impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> {}
}
impl<K, V> FromIterator<(K, V)> for BTreeMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {}
}
impl<K, V> Extend<(K, V)> for BTreeMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {}
}
impl<'a, K, V> Extend<(&'a K, &'a V)> for BTreeMap<K, V> {
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: I) {}
}
impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> Self {}
}
impl<K, V> Clone for BTreeMap<K, V> {
    fn clone(&self) -> Self {}
}
