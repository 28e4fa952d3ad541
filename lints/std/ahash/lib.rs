//! `ahash`.
use core::ops::{Deref, DerefMut};
use std::collections::{HashMap, HashSet};
pub struct AHasher {
    buffer: u64,
    pad: u64,
}
pub struct RandomState {
    k0: u64,
    k1: u64,
    k2: u64,
    k3: u64,
}
impl RandomState {
    pub fn new() -> RandomState {}
    pub fn with_seed(key: usize) -> RandomState {}
    pub fn with_seeds(k0: u64, k1: u64, k2: u64, k3: u64) -> RandomState {}
}
impl Clone for RandomState {
    fn clone(&self) -> Self {}
}
impl Default for RandomState {
    fn default() -> Self {}
}
impl core::hash::Hasher for AHasher {}
impl core::hash::BuildHasher for RandomState {
    type Hasher = AHasher;
    fn build_hasher(&self) -> AHasher {}
}
pub struct AHashMap<K, V, S = RandomState>(HashMap<K, V, S>);
pub struct AHashSet<T, S = RandomState>(HashSet<T, S>);
impl<K, V> AHashMap<K, V, RandomState> {
    #[effect(makes)]
    pub fn new() -> AHashMap<K, V, RandomState> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> AHashMap<K, V, RandomState> {}
}
impl<T> AHashSet<T, RandomState> {
    #[effect(makes)]
    pub fn new() -> AHashSet<T, RandomState> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> AHashSet<T, RandomState> {}
}
impl<K, V, S> Deref for AHashMap<K, V, S> {
    type Target = HashMap<K, V, S>;
    fn deref(&self) -> &HashMap<K, V, S> {}
}
impl<K, V, S> DerefMut for AHashMap<K, V, S> {
    fn deref_mut(&mut self) -> &mut HashMap<K, V, S> {}
}
impl<T, S> Deref for AHashSet<T, S> {
    type Target = HashSet<T, S>;
    fn deref(&self) -> &HashSet<T, S> {}
}
impl<T, S> DerefMut for AHashSet<T, S> {
    fn deref_mut(&mut self) -> &mut HashSet<T, S> {}
}
impl<K, V, S> IntoIterator for AHashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = std::collections::hash_map::IntoIter<K, V>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<'a, K, V, S> IntoIterator for &'a AHashMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::collections::hash_map::Iter<'a, K, V>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<'a, K, V, S> IntoIterator for &'a mut AHashMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = std::collections::hash_map::IterMut<'a, K, V>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<T, S> IntoIterator for AHashSet<T, S> {
    type Item = T;
    type IntoIter = std::collections::hash_set::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<'a, T, S> IntoIterator for &'a AHashSet<T, S> {
    type Item = &'a T;
    type IntoIter = std::collections::hash_set::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<K, V> FromIterator<(K, V)> for AHashMap<K, V, RandomState> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {}
}
impl<T> FromIterator<T> for AHashSet<T, RandomState> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<K, V, S> Extend<(K, V)> for AHashMap<K, V, S> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {}
}
impl<T, S> Extend<T> for AHashSet<T, S> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<K, V, S> Default for AHashMap<K, V, S> {
    fn default() -> Self {}
}
impl<T, S> Default for AHashSet<T, S> {
    fn default() -> Self {}
}
impl<K, V, S> Clone for AHashMap<K, V, S> {
    fn clone(&self) -> Self {}
}
impl<T, S> Clone for AHashSet<T, S> {
    fn clone(&self) -> Self {}
}
impl<K: core::borrow::Borrow<Q>, Q: ?Sized, V, S> core::ops::Index<&Q> for AHashMap<K, V, S> {
    type Output = V;
    fn index(&self, key: &Q) -> &V {}
}
