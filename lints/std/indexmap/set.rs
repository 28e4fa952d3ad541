use core::borrow::Borrow;
use core::ops::{BitAnd, BitOr, BitXor, Sub};
#[repr(Rust)]
pub struct IndexSet<T, S = std::hash::RandomState> {
    map: super::IndexMap<T, (), S>,
}
impl<T> IndexSet<T, std::hash::RandomState> {
    #[effect(makes)]
    pub fn new() -> IndexSet<T, std::hash::RandomState> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> IndexSet<T, std::hash::RandomState> {}
}
impl<T, S> IndexSet<T, S> {
    #[effect(makes)]
    pub fn with_hasher(hasher: S) -> IndexSet<T, S> {}
    #[effect(makes, reserves)]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> IndexSet<T, S> {}
    #[effect(looks_up, grows)]
    pub fn insert_full(&mut self, value: T) -> (usize, bool) {}
    pub fn insert_sorted(&mut self, value: T) -> (usize, bool) {}
    pub fn shift_insert(&mut self, index: usize, value: T) -> bool {}
    #[effect(looks_up)]
    pub fn get_full<Q: ?Sized>(&self, value: &Q) -> Option<(usize, &T)> {}
    #[effect(looks_up)]
    pub fn get_index_of<Q: ?Sized>(&self, value: &Q) -> Option<usize> {}
    #[effect(looks_up, shrinks)]
    pub fn swap_remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
    #[effect(looks_up, shrinks)]
    pub fn shift_remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
    #[effect(looks_up, shrinks)]
    pub fn swap_take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> {}
    #[effect(looks_up, shrinks)]
    pub fn shift_take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> {}
    pub fn pop(&mut self) -> Option<T> {}
    pub fn truncate(&mut self, len: usize) {}
    #[effect(sorts, walks)]
    pub fn sort(&mut self) {}
    #[effect(sorts, walks)]
    pub fn sort_unstable(&mut self) {}
    #[effect(sorts, walks)]
    pub fn sort_by<F: FnMut(&T, &T) -> core::cmp::Ordering>(&mut self, cmp: F) {}
    pub fn reverse(&mut self) {}
    #[effect(looks_up)]
    pub fn get_index(&self, index: usize) -> Option<&T> {}
    #[effect(first)]
    pub fn first(&self) -> Option<&T> {}
    #[effect(first)]
    pub fn last(&self) -> Option<&T> {}
    pub fn swap_remove_index(&mut self, index: usize) -> Option<T> {}
    pub fn shift_remove_index(&mut self, index: usize) -> Option<T> {}
    pub fn capacity(&self) -> usize {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(iterates, empties, shrinks)]
    pub fn drain<R: core::ops::RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {}
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
    pub fn difference<'a>(&'a self, other: &'a IndexSet<T, S>) -> Difference<'a, T, S> {}
    #[effect(iterates)]
    pub fn symmetric_difference<'a>(&'a self, other: &'a IndexSet<T, S>) -> SymmetricDifference<'a, T, S> {}
    #[effect(iterates)]
    pub fn intersection<'a>(&'a self, other: &'a IndexSet<T, S>) -> Intersection<'a, T, S> {}
    #[effect(iterates)]
    pub fn union<'a>(&'a self, other: &'a IndexSet<T, S>) -> Union<'a, T, S> {}
    #[effect(looks_up)]
    pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool {}
    #[effect(looks_up)]
    pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> {}
    #[effect(looks_up, grows)]
    pub fn get_or_insert_with<Q: ?Sized, F: FnOnce(&Q) -> T>(&mut self, value: &Q, f: F) -> &T {}
    #[effect(walks)]
    pub fn is_disjoint(&self, other: &IndexSet<T, S>) -> bool {}
    #[effect(walks)]
    pub fn is_subset(&self, other: &IndexSet<T, S>) -> bool {}
    #[effect(walks)]
    pub fn is_superset(&self, other: &IndexSet<T, S>) -> bool {}
    #[effect(looks_up, grows)]
    pub fn insert(&mut self, value: T) -> bool {}
    #[effect(looks_up, grows)]
    pub fn replace(&mut self, value: T) -> Option<T> {}
    #[effect(looks_up, shrinks)]
    pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
    #[effect(looks_up, shrinks)]
    pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> {}
}
impl<T, const N: usize> From<[T; N]> for IndexSet<T, std::hash::RandomState> {
    fn from(arr: [T; N]) -> Self {}
}
impl<T, S> BitAnd<&IndexSet<T, S>> for &IndexSet<T, S> {
    type Output = IndexSet<T, S>;
}
impl<T, S> BitOr<&IndexSet<T, S>> for &IndexSet<T, S> {
    type Output = IndexSet<T, S>;
}
impl<T, S> BitXor<&IndexSet<T, S>> for &IndexSet<T, S> {
    type Output = IndexSet<T, S>;
}
impl<T, S> Sub<&IndexSet<T, S>> for &IndexSet<T, S> {
    type Output = IndexSet<T, S>;
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
impl<T, S> IntoIterator for IndexSet<T, S> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T, S> IntoIterator for &'a IndexSet<T, S> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<T, S> FromIterator<T> for IndexSet<T, S> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T, S> Extend<T> for IndexSet<T, S> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<'a, T: Copy, S> Extend<&'a T> for IndexSet<T, S> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {}
}
impl<T, S> Default for IndexSet<T, S> {
    fn default() -> Self {}
}
impl<T, S> Clone for IndexSet<T, S> {
    fn clone(&self) -> Self {}
}
impl<T, S> core::ops::Index<usize> for IndexSet<T, S> {
    type Output = T;
    fn index(&self, index: usize) -> &T {}
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {}
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<'a, T> DoubleEndedIterator for Drain<'a, T> {
    fn next_back(&mut self) -> Option<T> {}
}
