use core::borrow::Borrow;
use core::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};
#[repr(Rust)]
pub struct BTreeSet<T> {
    map: super::BTreeMap<T, ()>,
}
impl<T> BTreeSet<T> {
    #[effect(makes)]
    pub const fn new() -> BTreeSet<T> {}
    #[effect(iterates, looks_up)]
    pub fn range<K: ?Sized, R: RangeBounds<K>>(&self, range: R) -> Range<'_, T> {}
    #[effect(iterates)]
    pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> Difference<'a, T> {}
    #[effect(iterates)]
    pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> SymmetricDifference<'a, T> {}
    #[effect(iterates)]
    pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> Intersection<'a, T> {}
    #[effect(iterates)]
    pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> Union<'a, T> {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(looks_up)]
    pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool {}
    #[effect(looks_up)]
    pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> {}
    #[effect(walks)]
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool {}
    #[effect(walks)]
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool {}
    #[effect(walks)]
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool {}
    #[effect(first)]
    pub fn first(&self) -> Option<&T> {}
    #[effect(first)]
    pub fn last(&self) -> Option<&T> {}
    #[effect(shrinks, first)]
    pub fn pop_first(&mut self) -> Option<T> {}
    #[effect(shrinks, first)]
    pub fn pop_last(&mut self) -> Option<T> {}
    #[effect(looks_up, grows)]
    pub fn insert(&mut self, value: T) -> bool {}
    #[effect(looks_up, grows)]
    pub fn replace(&mut self, value: T) -> Option<T> {}
    #[effect(looks_up, shrinks)]
    pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
    #[effect(looks_up, shrinks)]
    pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    #[effect(grows, takes)]
    pub fn append(&mut self, other: &mut BTreeSet<T>) {}
    #[effect(shrinks, converts)]
    pub fn split_off<Q: ?Sized>(&mut self, value: &Q) -> BTreeSet<T> {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
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
