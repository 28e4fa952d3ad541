use crate::vec::Vec;
use core::ops::{Deref, DerefMut};
#[repr(Rust)]
pub struct BinaryHeap<T> {
    data: Vec<T>,
}
impl<T> BinaryHeap<T> {
    #[effect(makes)]
    pub fn new() -> BinaryHeap<T> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> BinaryHeap<T> {}
    #[effect(first)]
    pub fn peek_mut(&mut self) -> Option<PeekMut<'_, T>> {}
    #[effect(shrinks)]
    pub fn pop(&mut self) -> Option<T> {}
    #[effect(grows)]
    pub fn push(&mut self, item: T) {}
    #[effect(converts)]
    pub fn into_sorted_vec(self) -> Vec<T> {}
    #[effect(grows, takes)]
    pub fn append(&mut self, other: &mut BinaryHeap<T>) {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(iterates, sorts)]
    pub fn into_iter_sorted(self) -> IntoIterSorted<T> {}
    #[effect(first)]
    pub fn peek(&self) -> Option<&T> {}
    pub fn capacity(&self) -> usize {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(trims)]
    pub fn shrink_to_fit(&mut self) {}
    #[effect(converts)]
    pub fn into_vec(self) -> Vec<T> {}
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(iterates, empties, shrinks)]
    pub fn drain(&mut self) -> Drain<'_, T> {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
}
pub struct PeekMut<'a, T> {
    heap: &'a mut BinaryHeap<T>,
}
impl<'a, T> PeekMut<'a, T> {
    pub fn pop(this: PeekMut<'a, T>) -> T {}
}
impl<T> Deref for PeekMut<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T> DerefMut for PeekMut<'_, T> {
    fn deref_mut(&mut self) -> &mut T {}
}
impl<T> From<Vec<T>> for BinaryHeap<T> {
    fn from(vec: Vec<T>) -> Self {}
}
impl<T, const N: usize> From<[T; N]> for BinaryHeap<T> {
    fn from(arr: [T; N]) -> Self {}
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
pub struct IntoIterSorted<T> {
    _private: T,
}
impl<T> Iterator for IntoIterSorted<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T> ExactSizeIterator for IntoIterSorted<T> {}
pub struct Drain<'a, T> {
    _private: T,
}
impl<'a, T> Iterator for Drain<'a, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<'a, T> DoubleEndedIterator for Drain<'a, T> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<'a, T> ExactSizeIterator for Drain<'a, T> {}
impl<T> IntoIterator for BinaryHeap<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a BinaryHeap<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<T> FromIterator<T> for BinaryHeap<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T> Extend<T> for BinaryHeap<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<'a, T: Copy> Extend<&'a T> for BinaryHeap<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {}
}
impl<T> Default for BinaryHeap<T> {
    fn default() -> Self {}
}
impl<T> Clone for BinaryHeap<T> {
    fn clone(&self) -> Self {}
}
