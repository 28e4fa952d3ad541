//! `thin_vec`.
use core::ops::{Deref, DerefMut, Index, IndexMut, RangeBounds};
use core::slice::SliceIndex;
#[repr(Rust)]
pub struct ThinVec<T> {
    ptr: core::ptr::NonNull<T>,
}
pub struct IntoIter<T> {
    vec: ThinVec<T>,
}
impl<T> ThinVec<T> {
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
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> IntoIter<T> {}
}
impl<T> Deref for ThinVec<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {}
}
impl<T> DerefMut for ThinVec<T> {
    fn deref_mut(&mut self) -> &mut [T] {}
}
impl<T, I: SliceIndex<[T]>> Index<I> for ThinVec<T> {
    type Output = <I as SliceIndex<[T]>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for ThinVec<T> {
    fn index_mut(&mut self, index: I) -> &mut Self::Output {}
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<T> IntoIterator for ThinVec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a ThinVec<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<'a, T> IntoIterator for &'a mut ThinVec<T> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<T> FromIterator<T> for ThinVec<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T> Extend<T> for ThinVec<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<T> Default for ThinVec<T> {
    fn default() -> Self {}
}
impl<T> Clone for ThinVec<T> {
    fn clone(&self) -> Self {}
}
