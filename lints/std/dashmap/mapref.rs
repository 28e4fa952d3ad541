use core::ops::{Deref, DerefMut};
pub struct Ref<'a, K, V> {
    k: &'a K,
    v: &'a V,
}
impl<'a, K, V> Ref<'a, K, V> {
    pub fn key(&self) -> &K {}
    pub fn value(&self) -> &V {}
    pub fn pair(&self) -> (&K, &V) {}
}
impl<'a, K, V> Deref for Ref<'a, K, V> {
    type Target = V;
    fn deref(&self) -> &V {}
}
pub struct RefMut<'a, K, V> {
    k: &'a K,
    v: &'a V,
}
impl<'a, K, V> RefMut<'a, K, V> {
    pub fn key(&self) -> &K {}
    pub fn value(&self) -> &V {}
    pub fn pair(&self) -> (&K, &V) {}
    pub fn value_mut(&mut self) -> &mut V {}
}
impl<'a, K, V> Deref for RefMut<'a, K, V> {
    type Target = V;
    fn deref(&self) -> &V {}
}
impl<'a, K, V> DerefMut for RefMut<'a, K, V> {
    fn deref_mut(&mut self) -> &mut V {}
}
pub struct RefMulti<'a, K, V> {
    k: &'a K,
    v: &'a V,
}
impl<'a, K, V> RefMulti<'a, K, V> {
    pub fn key(&self) -> &K {}
    pub fn value(&self) -> &V {}
    pub fn pair(&self) -> (&K, &V) {}
}
impl<'a, K, V> Deref for RefMulti<'a, K, V> {
    type Target = V;
    fn deref(&self) -> &V {}
}
pub struct RefMutMulti<'a, K, V> {
    k: &'a K,
    v: &'a V,
}
impl<'a, K, V> RefMutMulti<'a, K, V> {
    pub fn key(&self) -> &K {}
    pub fn value(&self) -> &V {}
    pub fn pair(&self) -> (&K, &V) {}
    pub fn value_mut(&mut self) -> &mut V {}
}
impl<'a, K, V> Deref for RefMutMulti<'a, K, V> {
    type Target = V;
    fn deref(&self) -> &V {}
}
impl<'a, K, V> DerefMut for RefMutMulti<'a, K, V> {
    fn deref_mut(&mut self) -> &mut V {}
}
pub enum Entry<'a, K, V> {
    Occupied(OccupiedEntry<'a, K, V>),
    Vacant(VacantEntry<'a, K, V>),
}
pub struct OccupiedEntry<'a, K, V>(&'a (K, V));
pub struct VacantEntry<'a, K, V>(&'a (K, V));
impl<'a, K, V> Entry<'a, K, V> {
    pub fn and_modify(self, f: impl FnOnce(&mut V)) -> Self {}
    pub fn or_insert(self, value: V) -> RefMut<'a, K, V> {}
    pub fn or_insert_with(self, value: impl FnOnce() -> V) -> RefMut<'a, K, V> {}
    pub fn or_default(self) -> RefMut<'a, K, V> {}
}
