use core::ops::{Index, IndexMut, RangeBounds};
use crate::vec::Vec;
#[repr(Rust)]
pub struct VecDeque<T> {
    _head: usize,
    _length: usize,
    _capacity: crate::vec::Capacity,
    _pointer: core::ptr::NonNull<u8>,
    _private: core::marker::PhantomData<T>,
}
impl<T> VecDeque<T> {
    #[effect(makes)]
    pub const fn new() -> VecDeque<T> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> VecDeque<T> {}
    #[effect(looks_up)]
    pub fn get(&self, index: usize) -> Option<&T> {}
    #[effect(looks_up)]
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {}
    pub fn swap(&mut self, i: usize, j: usize) {}
    pub fn capacity(&self) -> usize {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(reserves)]
    pub fn reserve_exact(&mut self, additional: usize) {}
    #[effect(trims)]
    pub fn shrink_to_fit(&mut self) {}
    #[effect(trims)]
    pub fn shrink_to(&mut self, min_capacity: usize) {}
    #[effect(shrinks)]
    pub fn truncate(&mut self, len: usize) {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
    #[effect(views)]
    pub fn as_slices(&self) -> (&[T], &[T]) {}
    #[effect(views)]
    pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(iterates, looks_up)]
    pub fn range<R: RangeBounds<usize>>(&self, range: R) -> Iter<'_, T> {}
    #[effect(iterates, looks_up)]
    pub fn range_mut<R: RangeBounds<usize>>(&mut self, range: R) -> IterMut<'_, T> {}
    #[effect(iterates, empties, shrinks)]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(walks)]
    pub fn contains(&self, x: &T) -> bool {}
    #[effect(first)]
    pub fn front(&self) -> Option<&T> {}
    #[effect(first)]
    pub fn front_mut(&mut self) -> Option<&mut T> {}
    #[effect(first)]
    pub fn back(&self) -> Option<&T> {}
    #[effect(first)]
    pub fn back_mut(&mut self) -> Option<&mut T> {}
    #[effect(shrinks)]
    pub fn pop_front(&mut self) -> Option<T> {}
    #[effect(shrinks)]
    pub fn pop_back(&mut self) -> Option<T> {}
    #[effect(shrinks)]
    pub fn pop_front_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {}
    #[effect(shrinks)]
    pub fn pop_back_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {}
    #[effect(grows)]
    pub fn push_front(&mut self, value: T) {}
    #[effect(grows)]
    pub fn push_back(&mut self, value: T) {}
    #[effect(shrinks)]
    pub fn swap_remove_front(&mut self, index: usize) -> Option<T> {}
    #[effect(shrinks)]
    pub fn swap_remove_back(&mut self, index: usize) -> Option<T> {}
    #[effect(grows)]
    pub fn insert(&mut self, index: usize, value: T) {}
    #[effect(shrinks)]
    pub fn remove(&mut self, index: usize) -> Option<T> {}
    #[effect(shrinks, converts)]
    pub fn split_off(&mut self, at: usize) -> VecDeque<T> {}
    #[effect(grows, takes)]
    pub fn append(&mut self, other: &mut VecDeque<T>) {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    #[effect(walks, shrinks)]
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, f: F) {}
    #[effect(grows)]
    pub fn resize_with(&mut self, new_len: usize, generator: impl FnMut() -> T) {}
    #[effect(walks)]
    pub fn make_contiguous(&mut self) -> &mut [T] {}
    #[effect(walks)]
    pub fn rotate_left(&mut self, n: usize) {}
    #[effect(walks)]
    pub fn rotate_right(&mut self, n: usize) {}
    #[effect(looks_up, bisects)]
    pub fn binary_search(&self, x: &T) -> Result<usize, usize> {}
    #[effect(looks_up, bisects)]
    pub fn binary_search_by<F: FnMut(&T) -> core::cmp::Ordering>(&self, f: F) -> Result<usize, usize> {}
    #[effect(looks_up, bisects)]
    pub fn binary_search_by_key<B: Ord, F: FnMut(&T) -> B>(&self, b: &B, f: F) -> Result<usize, usize> {}
    #[effect(looks_up, bisects)]
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize {}
    #[effect(grows)]
    pub fn resize(&mut self, new_len: usize, value: T) {}
}
impl<T> Index<usize> for VecDeque<T> {
    type Output = T;
    fn index(&self, index: usize) -> &T {}
}
impl<T> IndexMut<usize> for VecDeque<T> {
    fn index_mut(&mut self, index: usize) -> &mut T {}
}
impl<T> From<Vec<T>> for VecDeque<T> {
    fn from(other: Vec<T>) -> Self {}
}
impl<T, const N: usize> From<[T; N]> for VecDeque<T> {
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
pub struct IterMut<'a, T> {
    _private: &'a mut T,
}
impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {}
}
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {}
}
impl<'a, T> ExactSizeIterator for IterMut<'a, T> {}
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
impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a VecDeque<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<'a, T> IntoIterator for &'a mut VecDeque<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> {}
}
impl<T> FromIterator<T> for VecDeque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T> Extend<T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<'a, T: Copy> Extend<&'a T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {}
}
impl<T> Default for VecDeque<T> {
    fn default() -> Self {}
}
impl<T> Clone for VecDeque<T> {
    fn clone(&self) -> Self {}
}
