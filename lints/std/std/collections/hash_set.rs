use core::borrow::Borrow;
use core::ops::{BitAnd, BitOr, BitXor, Sub};
#[repr(Rust)]
pub struct HashSet<T, S = super::hash_map::RandomState> {
    map: super::HashMap<T, (), S>,
}
impl<T> HashSet<T, super::hash_map::RandomState> {
    #[effect(makes)]
    pub fn new() -> HashSet<T, super::hash_map::RandomState> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> HashSet<T, super::hash_map::RandomState> {}
}
impl<T, S> HashSet<T, S> {
    #[effect(makes)]
    pub fn with_hasher(hasher: S) -> HashSet<T, S> {}
    #[effect(makes, reserves)]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S> {}
    pub fn capacity(&self) -> usize {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(iterates, empties, shrinks)]
    pub fn drain(&mut self) -> Drain<'_, T> {}
    #[effect(iterates, walks, shrinks)]
    pub fn extract_if<F: FnMut(&T) -> bool>(&mut self, pred: F) -> ExtractIf<'_, T, F> {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    pub fn hasher(&self) -> &S {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(trims)]
    pub fn shrink_to_fit(&mut self) {}
    #[effect(iterates)]
    pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S> {}
    #[effect(iterates)]
    pub fn symmetric_difference<'a>(&'a self, other: &'a HashSet<T, S>) -> SymmetricDifference<'a, T, S> {}
    #[effect(iterates, looks_up)]
    pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S> {}
    #[effect(iterates)]
    pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {}
    #[effect(looks_up)]
    pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool {}
    #[effect(looks_up)]
    pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> {}
    #[effect(looks_up, grows)]
    pub fn get_or_insert_with<Q: ?Sized, F: FnOnce(&Q) -> T>(&mut self, value: &Q, f: F) -> &T {}
    #[effect(walks)]
    pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool {}
    #[effect(walks)]
    pub fn is_subset(&self, other: &HashSet<T, S>) -> bool {}
    #[effect(walks)]
    pub fn is_superset(&self, other: &HashSet<T, S>) -> bool {}
    #[effect(looks_up, grows)]
    pub fn insert(&mut self, value: T) -> bool {}
    #[effect(looks_up, grows)]
    pub fn replace(&mut self, value: T) -> Option<T> {}
    #[effect(looks_up, shrinks)]
    pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
    #[effect(looks_up, shrinks)]
    pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> {}
}
impl<T, const N: usize> From<[T; N]> for HashSet<T, super::hash_map::RandomState> {
    fn from(arr: [T; N]) -> Self {}
}
impl<T, S> BitAnd<&HashSet<T, S>> for &HashSet<T, S> {
    type Output = HashSet<T, S>;
}
impl<T, S> BitOr<&HashSet<T, S>> for &HashSet<T, S> {
    type Output = HashSet<T, S>;
}
impl<T, S> BitXor<&HashSet<T, S>> for &HashSet<T, S> {
    type Output = HashSet<T, S>;
}
impl<T, S> Sub<&HashSet<T, S>> for &HashSet<T, S> {
    type Output = HashSet<T, S>;
}
pub struct Iter<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> ExactSizeIterator for Iter<'a, T> {}
impl<'a, T> Clone for Iter<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct IntoIter<T> {
    _private: T,
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T> ExactSizeIterator for IntoIter<T> {}
pub struct Drain<'a, T> {
    _private: T,
}
impl<'a, T> Iterator for Drain<'a, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<'a, T> ExactSizeIterator for Drain<'a, T> {}
pub struct ExtractIf<'a, T, F> {
    _private: &'a T,
    pred: F,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for ExtractIf<'a, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
pub struct Difference<'a, T, S> {
    _private: &'a T,
    _other: &'a S,
}
impl<'a, T, S> Iterator for Difference<'a, T, S> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T, S> Clone for Difference<'a, T, S> {
    fn clone(&self) -> Self {}
}
pub struct SymmetricDifference<'a, T, S> {
    _private: &'a T,
    _other: &'a S,
}
impl<'a, T, S> Iterator for SymmetricDifference<'a, T, S> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T, S> Clone for SymmetricDifference<'a, T, S> {
    fn clone(&self) -> Self {}
}
pub struct Intersection<'a, T, S> {
    _private: &'a T,
    _other: &'a S,
}
impl<'a, T, S> Iterator for Intersection<'a, T, S> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T, S> Clone for Intersection<'a, T, S> {
    fn clone(&self) -> Self {}
}
pub struct Union<'a, T, S> {
    _private: &'a T,
    _other: &'a S,
}
impl<'a, T, S> Iterator for Union<'a, T, S> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T, S> Clone for Union<'a, T, S> {
    fn clone(&self) -> Self {}
}
impl<T, S> IntoIterator for HashSet<T, S> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<T, S> FromIterator<T> for HashSet<T, S> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T, S> Extend<T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<'a, T: Copy, S> Extend<&'a T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {}
}
impl<T, S> Default for HashSet<T, S> {
    fn default() -> Self {}
}
impl<T, S> Clone for HashSet<T, S> {
    fn clone(&self) -> Self {}
}
