//! `arrayvec`.
use core::ops::{Deref, DerefMut, Index, IndexMut, RangeBounds};
use core::slice::SliceIndex;
#[repr(Rust)]
pub struct ArrayVec<T, const CAP: usize> {
    len: u32,
    xs: [core::mem::MaybeUninit<T>; CAP],
}
pub struct IntoIter<T, const CAP: usize> {
    v: ArrayVec<T, CAP>,
}
impl<T, const CAP: usize> ArrayVec<T, CAP> {
    #[effect(makes)]
    pub fn new() -> Self {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> Self {}
    #[effect(builds, takes)]
    pub fn from_vec(vec: Vec<T>) -> Self {}
    #[effect(builds, takes)]
    pub fn from_slice(slice: &[T]) -> Self {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    pub fn is_full(&self) -> bool {}
    pub fn capacity(&self) -> usize {}
    #[effect(grows)]
    pub fn push(&mut self, value: T) {}
    #[effect(shrinks)]
    pub fn pop(&mut self) -> Option<T> {}
    #[effect(grows, shifts)]
    pub fn insert(&mut self, index: usize, element: T) {}
    #[effect(shrinks, shifts)]
    pub fn remove(&mut self, index: usize) -> T {}
    #[effect(shrinks)]
    pub fn swap_remove(&mut self, index: usize) -> T {}
    #[effect(shrinks)]
    pub fn truncate(&mut self, len: usize) {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
    #[effect(views)]
    pub fn as_mut_slice(&mut self) -> &mut [T] {}
    #[effect(converts)]
    pub fn into_vec(self) -> Vec<T> {}
    #[effect(grows, takes)]
    pub fn extend_from_slice(&mut self, slice: &[T]) {}
    #[effect(grows)]
    pub fn resize(&mut self, len: usize, value: T) {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&mut T) -> bool>(&mut self, f: F) {}
    #[effect(walks, shrinks)]
    pub fn dedup(&mut self) {}
    #[effect(iterates, empties, shrinks, shifts)]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> IntoIter<T, CAP> {}
}
impl<T, const CAP: usize> Deref for ArrayVec<T, CAP> {
    type Target = [T];
    fn deref(&self) -> &[T] {}
}
impl<T, const CAP: usize> DerefMut for ArrayVec<T, CAP> {
    fn deref_mut(&mut self) -> &mut [T] {}
}
impl<T, const CAP: usize, I: SliceIndex<[T]>> Index<I> for ArrayVec<T, CAP> {
    type Output = <I as SliceIndex<[T]>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl<T, const CAP: usize, I: SliceIndex<[T]>> IndexMut<I> for ArrayVec<T, CAP> {
    fn index_mut(&mut self, index: I) -> &mut Self::Output {}
}
impl<T, const CAP: usize> Iterator for IntoIter<T, CAP> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T, const CAP: usize> DoubleEndedIterator for IntoIter<T, CAP> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<T, const CAP: usize> IntoIterator for ArrayVec<T, CAP> {
    type Item = T;
    type IntoIter = IntoIter<T, CAP>;
    fn into_iter(self) -> IntoIter<T, CAP> {}
}
impl<'a, T, const CAP: usize> IntoIterator for &'a ArrayVec<T, CAP> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<'a, T, const CAP: usize> IntoIterator for &'a mut ArrayVec<T, CAP> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<T, const CAP: usize> FromIterator<T> for ArrayVec<T, CAP> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T, const CAP: usize> Extend<T> for ArrayVec<T, CAP> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<T, const CAP: usize> Default for ArrayVec<T, CAP> {
    fn default() -> Self {}
}
impl<T, const CAP: usize> Clone for ArrayVec<T, CAP> {
    fn clone(&self) -> Self {}
}
