//! `dashmap`.
pub mod mapref;
pub use self::mapref::{Entry, OccupiedEntry, Ref, RefMulti, RefMut, RefMutMulti, VacantEntry};
pub struct DashMap<K, V, S = std::hash::RandomState> {
    _private: Box<[(K, V)]>,
    hasher: S,
}
pub struct DashSet<K, S = std::hash::RandomState> {
    inner: DashMap<K, (), S>,
}
pub struct Iter<'a, K, V, S>(&'a DashMap<K, V, S>);
impl<'a, K, V, S> Iterator for Iter<'a, K, V, S> {
    type Item = RefMulti<'a, K, V>;
}
pub struct IterMut<'a, K, V, S>(&'a DashMap<K, V, S>);
impl<'a, K, V, S> Iterator for IterMut<'a, K, V, S> {
    type Item = RefMutMulti<'a, K, V>;
}
pub struct OwningIter<K, V, S>(DashMap<K, V, S>);
impl<K, V, S> Iterator for OwningIter<K, V, S> {
    type Item = (K, V);
}
impl<K, V, S> IntoIterator for DashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = OwningIter<K, V, S>;
    fn into_iter(self) -> OwningIter<K, V, S> {}
}
impl<'a, K, V, S> IntoIterator for &'a DashMap<K, V, S> {
    type Item = RefMulti<'a, K, V>;
    type IntoIter = Iter<'a, K, V, S>;
    fn into_iter(self) -> Iter<'a, K, V, S> {}
}
impl<K, V> DashMap<K, V, std::hash::RandomState> {
    #[effect(makes)]
    pub fn new() -> Self {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> Self {}
}
impl<K, V, S> DashMap<K, V, S> {
    #[effect(makes)]
    pub fn with_hasher(hasher: S) -> DashMap<K, V, S> {}
    #[effect(looks_up, grows)]
    pub fn insert(&self, key: K, value: V) -> Option<V> {}
    #[effect(looks_up, shrinks)]
    pub fn remove<Q: ?Sized>(&self, key: &Q) -> Option<(K, V)> {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, K, V, S> {}
    #[effect(iterates)]
    pub fn iter_mut(&self) -> IterMut<'_, K, V, S> {}
    #[effect(looks_up)]
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<Ref<'_, K, V>> {}
    #[effect(looks_up)]
    pub fn get_mut<Q: ?Sized>(&self, key: &Q) -> Option<RefMut<'_, K, V>> {}
    #[effect(walks, shrinks)]
    pub fn retain(&self, f: impl FnMut(&K, &mut V) -> bool) {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&self) {}
    #[effect(looks_up)]
    pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool {}
    #[effect(looks_up, grows)]
    pub fn entry(&self, key: K) -> Entry<'_, K, V> {}
}
impl<K, V, S> Default for DashMap<K, V, S> {
    fn default() -> Self {}
}
impl<K, V> FromIterator<(K, V)> for DashMap<K, V, std::hash::RandomState> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {}
}
pub struct SetIter<'a, K, S>(&'a DashSet<K, S>);
impl<'a, K, S> Iterator for SetIter<'a, K, S> {
    type Item = RefMulti<'a, K, ()>;
}
impl<K> DashSet<K, std::hash::RandomState> {
    #[effect(makes)]
    pub fn new() -> Self {}
}
impl<K, S> DashSet<K, S> {
    #[effect(looks_up, grows)]
    pub fn insert(&self, key: K) -> bool {}
    #[effect(looks_up, shrinks)]
    pub fn remove<Q: ?Sized>(&self, key: &Q) -> Option<K> {}
    #[effect(iterates)]
    pub fn iter(&self) -> SetIter<'_, K, S> {}
    #[effect(looks_up)]
    pub fn contains<Q: ?Sized>(&self, key: &Q) -> bool {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
}
impl<K, S> Default for DashSet<K, S> {
    fn default() -> Self {}
}
