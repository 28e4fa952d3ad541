use core::borrow::Borrow;
use core::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};
#[repr(Rust)]
pub struct BTreeSet<T> {
    map: super::BTreeMap<T, ()>,
}
impl<T> BTreeSet<T> {
    pub const fn new() -> BTreeSet<T> {}
    pub fn range<K: ?Sized, R: RangeBounds<K>>(&self, range: R) -> Range<'_, T> {}
    pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> Difference<'a, T> {}
    pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> SymmetricDifference<'a, T> {}
    pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> Intersection<'a, T> {}
    pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> Union<'a, T> {}
    pub fn clear(&mut self) {}
    pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool {}
    pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> {}
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool {}
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool {}
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool {}
    pub fn first(&self) -> Option<&T> {}
    pub fn last(&self) -> Option<&T> {}
    pub fn pop_first(&mut self) -> Option<T> {}
    pub fn pop_last(&mut self) -> Option<T> {}
    pub fn insert(&mut self, value: T) -> bool {}
    pub fn replace(&mut self, value: T) -> Option<T> {}
    pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
    pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> {}
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    pub fn append(&mut self, other: &mut BTreeSet<T>) {}
    pub fn split_off<Q: ?Sized>(&mut self, value: &Q) -> BTreeSet<T> {}
    pub fn iter(&self) -> Iter<'_, T> {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
}
impl<T, const N: usize> From<[T; N]> for BTreeSet<T> {
    fn from(arr: [T; N]) -> Self {}
}
impl<T> BitAnd<&BTreeSet<T>> for &BTreeSet<T> {
    type Output = BTreeSet<T>;
}
impl<T> BitOr<&BTreeSet<T>> for &BTreeSet<T> {
    type Output = BTreeSet<T>;
}
impl<T> BitXor<&BTreeSet<T>> for &BTreeSet<T> {
    type Output = BTreeSet<T>;
}
impl<T> Sub<&BTreeSet<T>> for &BTreeSet<T> {
    type Output = BTreeSet<T>;
}
pub struct Iter<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {}
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
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<T> ExactSizeIterator for IntoIter<T> {}
pub struct Range<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for Range<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> DoubleEndedIterator for Range<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {}
}
impl<'a, T> Clone for Range<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct Difference<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for Difference<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> Clone for Difference<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct SymmetricDifference<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for SymmetricDifference<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> Clone for SymmetricDifference<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct Intersection<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for Intersection<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> Clone for Intersection<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct Union<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for Union<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> Clone for Union<'a, T> {
    fn clone(&self) -> Self {}
}
impl<T> IntoIterator for BTreeSet<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a BTreeSet<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<T> FromIterator<T> for BTreeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T> Extend<T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<'a, T: Copy> Extend<&'a T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {}
}
impl<T> Default for BTreeSet<T> {
    fn default() -> Self {}
}
impl<T> Clone for BTreeSet<T> {
    fn clone(&self) -> Self {}
}
