use crate::borrow::Cow;
use crate::boxed::Box;
use crate::string::String;
use core::ops::{Deref, DerefMut, Index, IndexMut, RangeBounds};
use core::slice::SliceIndex;
#[repr(Rust)]
pub struct Vec<T> {
    _capacity: Capacity,
    _pointer: core::ptr::NonNull<u8>,
    _length: usize,
    _private: core::marker::PhantomData<T>,
}
#[repr(transparent)]
#[rustc_layout_scalar_valid_range_end(9223372036854775807)]
pub struct Capacity(usize);
impl<T> Vec<T> {
    #[effect(makes)]
    pub const fn new() -> Vec<T> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> Vec<T> {}
    pub fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Vec<T> {}
    pub fn capacity(&self) -> usize {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(reserves)]
    pub fn reserve_exact(&mut self, additional: usize) {}
    #[effect(reserves)]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {}
    #[effect(trims)]
    pub fn shrink_to_fit(&mut self) {}
    #[effect(trims)]
    pub fn shrink_to(&mut self, min_capacity: usize) {}
    #[effect(converts)]
    pub fn into_boxed_slice(self) -> Box<[T]> {}
    #[effect(shrinks)]
    pub fn truncate(&mut self, len: usize) {}
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
    #[effect(views)]
    pub fn as_mut_slice(&mut self) -> &mut [T] {}
    pub fn as_ptr(&self) -> *const T {}
    pub fn as_mut_ptr(&mut self) -> *mut T {}
    pub fn set_len(&mut self, new_len: usize) {}
    #[effect(shrinks)]
    pub fn swap_remove(&mut self, index: usize) -> T {}
    #[effect(grows, shifts)]
    pub fn insert(&mut self, index: usize, element: T) {}
    #[effect(shrinks, shifts)]
    pub fn remove(&mut self, index: usize) -> T {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    #[effect(walks, shrinks)]
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, f: F) {}
    #[effect(walks, shrinks)]
    pub fn dedup_by_key<F: FnMut(&mut T) -> K, K>(&mut self, key: F) {}
    #[effect(walks, shrinks)]
    pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, same_bucket: F) {}
    #[effect(grows)]
    pub fn push(&mut self, value: T) {}
    #[effect(shrinks)]
    pub fn pop(&mut self) -> Option<T> {}
    #[effect(shrinks)]
    pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {}
    #[effect(grows, takes)]
    pub fn append(&mut self, other: &mut Vec<T>) {}
    #[effect(iterates, empties, shrinks, shifts)]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(shrinks, converts)]
    pub fn split_off(&mut self, at: usize) -> Vec<T> {}
    #[effect(grows)]
    pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, f: F) {}
    pub fn leak<'a>(self) -> &'a mut [T] {}
    pub fn spare_capacity_mut(&mut self) -> &mut [core::mem::MaybeUninit<T>] {}
    #[effect(grows)]
    pub fn resize(&mut self, new_len: usize, value: T) {}
    #[effect(grows, takes)]
    pub fn extend_from_slice(&mut self, other: &[T]) {}
    #[effect(grows, takes)]
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {}
    #[effect(walks, shrinks)]
    pub fn dedup(&mut self) {}
    #[effect(grows, takes, shrinks)]
    pub fn splice<R: RangeBounds<usize>, I: IntoIterator<Item = T>>(&mut self, range: R, replace_with: I) -> Splice<'_, I::IntoIter> {}
    #[effect(iterates, walks, shrinks)]
    pub fn extract_if<F: FnMut(&mut T) -> bool, R: RangeBounds<usize>>(&mut self, range: R, filter: F) -> ExtractIf<'_, T, F> {}
}
impl<T, const N: usize> Vec<[T; N]> {
    #[effect(flattens)]
    pub fn into_flattened(self) -> Vec<T> {}
}
impl<T> Deref for Vec<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {}
}
impl<T> DerefMut for Vec<T> {
    fn deref_mut(&mut self) -> &mut [T] {}
}
impl<T, I: SliceIndex<[T]>> Index<I> for Vec<T> {
    type Output = <I as SliceIndex<[T]>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for Vec<T> {
    fn index_mut(&mut self, index: I) -> &mut Self::Output {}
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
pub struct Splice<'a, I> {
    _private: &'a I,
}
impl<'a, I: Iterator> Iterator for Splice<'a, I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<'a, I: Iterator> DoubleEndedIterator for Splice<'a, I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<'a, I: Iterator> ExactSizeIterator for Splice<'a, I> {}
pub struct ExtractIf<'a, T, F> {
    _private: &'a T,
    pred: F,
}
impl<'a, T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'a, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T> IntoIter<T> {
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
    pub fn as_mut_slice(&mut self) -> &mut [T] {}
}
impl<'a, T> Drain<'a, T> {
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
}
impl<T> IntoIterator for Vec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a Vec<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;
    fn into_iter(self) -> core::slice::Iter<'a, T> {}
}
impl<'a, T> IntoIterator for &'a mut Vec<T> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;
    fn into_iter(self) -> core::slice::IterMut<'a, T> {}
}
impl<T> FromIterator<T> for Vec<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T> Extend<T> for Vec<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<'a, T: Copy> Extend<&'a T> for Vec<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {}
}
impl<T> Default for Vec<T> {
    fn default() -> Self {}
}
impl<T> Clone for Vec<T> {
    fn clone(&self) -> Self {}
}
impl<T: Clone> From<&[T]> for Vec<T> {
    fn from(s: &[T]) -> Vec<T> {}
}
impl<T: Clone> From<&mut [T]> for Vec<T> {
    fn from(s: &mut [T]) -> Vec<T> {}
}
impl<T, const N: usize> From<[T; N]> for Vec<T> {
    fn from(s: [T; N]) -> Vec<T> {}
}
impl<T: Clone, const N: usize> From<&[T; N]> for Vec<T> {
    fn from(s: &[T; N]) -> Vec<T> {}
}
impl<T> From<Box<[T]>> for Vec<T> {
    fn from(s: Box<[T]>) -> Vec<T> {}
}
impl From<&str> for Vec<u8> {
    fn from(s: &str) -> Vec<u8> {}
}
impl From<String> for Vec<u8> {
    fn from(s: String) -> Vec<u8> {}
}
impl<'a, T: Clone> From<Cow<'a, [T]>> for Vec<T> {
    fn from(s: Cow<'a, [T]>) -> Vec<T> {}
}
impl<T> From<crate::collections::VecDeque<T>> for Vec<T> {
    fn from(other: crate::collections::VecDeque<T>) -> Vec<T> {}
}
impl<T> From<crate::collections::BinaryHeap<T>> for Vec<T> {
    fn from(heap: crate::collections::BinaryHeap<T>) -> Vec<T> {}
}
impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] {
    type Error = Vec<T>;
    fn try_from(vec: Vec<T>) -> Result<[T; N], Vec<T>> {}
}
impl<T> AsRef<[T]> for Vec<T> {
    fn as_ref(&self) -> &[T] {}
}
impl<T> AsRef<Vec<T>> for Vec<T> {
    fn as_ref(&self) -> &Vec<T> {}
}
impl<T> AsMut<[T]> for Vec<T> {
    fn as_mut(&mut self) -> &mut [T] {}
}
impl<T> core::borrow::Borrow<[T]> for Vec<T> {
    fn borrow(&self) -> &[T] {}
}
impl<T: Ord> Ord for Vec<T> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {}
}
impl<T: PartialOrd> PartialOrd for Vec<T> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {}
}
