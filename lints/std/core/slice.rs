use crate::cmp::Ordering;
use crate::ops::{Index, IndexMut, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
pub trait SliceIndex<T: ?Sized> {
    type Output: ?Sized;
}
impl<T> SliceIndex<[T]> for usize {
    type Output = T;
}
impl<T> SliceIndex<[T]> for Range<usize> {
    type Output = [T];
}
impl<T> SliceIndex<[T]> for RangeFrom<usize> {
    type Output = [T];
}
impl<T> SliceIndex<[T]> for RangeTo<usize> {
    type Output = [T];
}
impl<T> SliceIndex<[T]> for RangeInclusive<usize> {
    type Output = [T];
}
impl<T> SliceIndex<[T]> for RangeToInclusive<usize> {
    type Output = [T];
}
impl<T> SliceIndex<[T]> for RangeFull {
    type Output = [T];
}
impl<T> SliceIndex<[T]> for (crate::ops::Bound<usize>, crate::ops::Bound<usize>) {
    type Output = [T];
}
impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
    type Output = <I as SliceIndex<[T]>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {
    fn index_mut(&mut self, index: I) -> &mut Self::Output {}
}
impl<'a, T> IntoIterator for &'a [T] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<'a, T> IntoIterator for &'a mut [T] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> {}
}
impl<T> [T] {
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(first)]
    pub fn first(&self) -> Option<&T> {}
    #[effect(first)]
    pub fn first_mut(&mut self) -> Option<&mut T> {}
    #[effect(first)]
    pub fn split_first(&self) -> Option<(&T, &[T])> {}
    #[effect(first)]
    pub fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> {}
    #[effect(first)]
    pub fn split_last(&self) -> Option<(&T, &[T])> {}
    #[effect(first)]
    pub fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])> {}
    #[effect(first)]
    pub fn last(&self) -> Option<&T> {}
    #[effect(first)]
    pub fn last_mut(&mut self) -> Option<&mut T> {}
    #[effect(first)]
    pub fn first_chunk<const N: usize>(&self) -> Option<&[T; N]> {}
    #[effect(first)]
    pub fn last_chunk<const N: usize>(&self) -> Option<&[T; N]> {}
    #[effect(first)]
    pub fn split_first_chunk<const N: usize>(&self) -> Option<(&[T; N], &[T])> {}
    #[effect(looks_up)]
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&<I as SliceIndex<[T]>>::Output> {}
    #[effect(looks_up)]
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut <I as SliceIndex<[T]>>::Output> {}
    #[effect(looks_up)]
    pub fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &<I as SliceIndex<[T]>>::Output {}
    #[effect(looks_up)]
    pub fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut <I as SliceIndex<[T]>>::Output {}
    pub fn get_disjoint_mut<const N: usize>(&mut self, indices: [usize; N]) -> Result<[&mut T; N], GetDisjointMutError> {}
    pub fn as_ptr(&self) -> *const T {}
    pub fn as_mut_ptr(&mut self) -> *mut T {}
    pub fn as_ptr_range(&self) -> Range<*const T> {}
    pub fn as_array<const N: usize>(&self) -> Option<&[T; N]> {}
    pub fn swap(&mut self, a: usize, b: usize) {}
    #[effect(walks)]
    pub fn reverse(&mut self) {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn windows(&self, size: usize) -> Windows<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn array_windows<const N: usize>(&self) -> ArrayWindows<'_, T, N> {}
    #[effect(iterates, chunks)]
    pub fn chunks(&self, chunk_size: usize) -> Chunks<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn chunks_exact(&self, chunk_size: usize) -> ChunksExact<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn chunks_exact_mut(&mut self, chunk_size: usize) -> ChunksExactMut<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {}
    #[effect(iterates, chunks)]
    pub fn as_chunks_mut<const N: usize>(&mut self) -> (&mut [[T; N]], &mut [T]) {}
    #[effect(iterates, chunks)]
    pub fn rchunks(&self, chunk_size: usize) -> RChunks<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn rchunks_mut(&mut self, chunk_size: usize) -> RChunksMut<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn rchunks_exact(&self, chunk_size: usize) -> RChunksExact<'_, T> {}
    #[effect(iterates, chunks)]
    pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, pred: F) -> ChunkBy<'_, T, F> {}
    pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {}
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
    pub fn split_at_unchecked(&self, mid: usize) -> (&[T], &[T]) {}
    pub fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
    pub fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])> {}
    pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut [T], &mut [T])> {}
    #[effect(iterates, chunks)]
    pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> {}
    #[effect(iterates, chunks)]
    pub fn split_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitMut<'_, T, F> {}
    #[effect(iterates, chunks)]
    pub fn split_inclusive<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> {}
    #[effect(iterates, chunks)]
    pub fn rsplit<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> {}
    #[effect(iterates, chunks)]
    pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> SplitN<'_, T, F> {}
    #[effect(iterates, chunks)]
    pub fn rsplitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> SplitN<'_, T, F> {}
    #[effect(walks, stops)]
    pub fn contains(&self, x: &T) -> bool {}
    #[effect(walks, stops)]
    pub fn starts_with(&self, needle: &[T]) -> bool {}
    #[effect(walks, stops)]
    pub fn ends_with(&self, needle: &[T]) -> bool {}
    pub fn strip_prefix(&self, prefix: &[T]) -> Option<&[T]> {}
    pub fn strip_suffix(&self, suffix: &[T]) -> Option<&[T]> {}
    #[effect(looks_up, bisects)]
    pub fn binary_search(&self, x: &T) -> Result<usize, usize> {}
    #[effect(looks_up, bisects)]
    pub fn binary_search_by<F: FnMut(&T) -> Ordering>(&self, f: F) -> Result<usize, usize> {}
    #[effect(looks_up, bisects)]
    pub fn binary_search_by_key<B: Ord, F: FnMut(&T) -> B>(&self, b: &B, f: F) -> Result<usize, usize> {}
    #[effect(sorts, walks)]
    pub fn sort_unstable(&mut self) {}
    #[effect(sorts, walks)]
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F) {}
    #[effect(sorts, walks)]
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {}
    #[effect(walks)]
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]) {}
    #[effect(walks)]
    pub fn select_nth_unstable_by<F: FnMut(&T, &T) -> Ordering>(
        &mut self,
        index: usize,
        compare: F,
    ) -> (&mut [T], &mut T, &mut [T]) {
    }
    #[effect(walks)]
    pub fn select_nth_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(
        &mut self,
        index: usize,
        f: F,
    ) -> (&mut [T], &mut T, &mut [T]) {
    }
    #[effect(walks)]
    pub fn rotate_left(&mut self, mid: usize) {}
    #[effect(walks)]
    pub fn rotate_right(&mut self, k: usize) {}
    #[effect(walks)]
    pub fn fill(&mut self, value: T) {}
    #[effect(walks)]
    pub fn fill_with<F: FnMut() -> T>(&mut self, f: F) {}
    #[effect(walks, takes, keeps)]
    pub fn clone_from_slice(&mut self, src: &[T]) {}
    #[effect(walks, takes, keeps)]
    pub fn copy_from_slice(&mut self, src: &[T]) {}
    #[effect(walks)]
    pub fn copy_within<R: RangeBounds<usize>>(&mut self, src: R, dest: usize) {}
    #[effect(walks, takes, keeps)]
    pub fn swap_with_slice(&mut self, other: &mut [T]) {}
    #[effect(bytes)]
    pub fn align_to<U>(&self) -> (&[T], &[U], &[T]) {}
    #[effect(bytes)]
    pub fn align_to_mut<U>(&mut self) -> (&mut [T], &mut [U], &mut [T]) {}
    #[effect(walks)]
    pub fn is_sorted(&self) -> bool {}
    #[effect(walks)]
    pub fn is_sorted_by<F: FnMut(&T, &T) -> bool>(&self, compare: F) -> bool {}
    #[effect(walks)]
    pub fn is_sorted_by_key<F: FnMut(&T) -> K, K>(&self, f: F) -> bool {}
    #[effect(looks_up, bisects)]
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize {}
    #[effect(sorts, walks)]
    pub fn sort(&mut self) {}
    #[effect(sorts, walks)]
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F) {}
    #[effect(sorts, walks)]
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {}
    #[effect(sorts, walks)]
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {}
    #[effect(copies, walks)]
    pub fn to_vec(&self) -> alloc::vec::Vec<T> {}
    #[effect(converts)]
    pub fn into_vec(self: alloc::boxed::Box<[T]>) -> alloc::vec::Vec<T> {}
    #[effect(copies, walks)]
    pub fn repeat(&self, n: usize) -> alloc::vec::Vec<T> {}
    #[effect(flattens, walks)]
    pub fn concat<Item: ?Sized>(&self) -> <[T] as Concat<Item>>::Output
    where
        [T]: Concat<Item>,
    {
    }
    #[effect(flattens, walks)]
    pub fn join<Separator>(&self, sep: Separator) -> <[T] as Join<Separator>>::Output
    where
        [T]: Join<Separator>,
    {
    }
}
impl<T, const N: usize> [[T; N]] {
    #[effect(flattens)]
    pub fn as_flattened(&self) -> &[T] {}
    #[effect(flattens)]
    pub fn as_flattened_mut(&mut self) -> &mut [T] {}
}
impl [u8] {
    pub fn is_ascii(&self) -> bool {}
    pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {}
    pub fn make_ascii_uppercase(&mut self) {}
    pub fn make_ascii_lowercase(&mut self) {}
    pub fn to_ascii_uppercase(&self) -> alloc::vec::Vec<u8> {}
    pub fn to_ascii_lowercase(&self) -> alloc::vec::Vec<u8> {}
    pub fn trim_ascii(&self) -> &[u8] {}
}
pub trait Concat<Item: ?Sized> {
    type Output;
}
impl<T, V: crate::borrow::Borrow<[T]>> Concat<T> for [V] {
    type Output = alloc::vec::Vec<T>;
}
impl<S: crate::borrow::Borrow<str>> Concat<str> for [S] {
    type Output = alloc::string::String;
}
pub trait Join<Separator> {
    type Output;
}
impl<S: crate::borrow::Borrow<str>> Join<&str> for [S] {
    type Output = alloc::string::String;
}
impl<T, V: crate::borrow::Borrow<[T]>> Join<&T> for [V] {
    type Output = alloc::vec::Vec<T>;
}
impl<T, V: crate::borrow::Borrow<[T]>> Join<&[T]> for [V] {
    type Output = alloc::vec::Vec<T>;
}
pub enum GetDisjointMutError {
    IndexOutOfBounds,
    OverlappingIndices,
}
pub fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] {}
pub fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] {}
pub fn from_ref<T>(s: &T) -> &[T] {}
pub fn from_mut<T>(s: &mut T) -> &mut [T] {}
pub struct Iter<'a, T> {
    slice: &'a [T],
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
    slice: &'a mut [T],
}
impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {}
}
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {}
}
impl<'a, T> ExactSizeIterator for IterMut<'a, T> {}
pub struct Windows<'a, T> {
    slice: &'a [T],
}
impl<'a, T> Iterator for Windows<'a, T> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> DoubleEndedIterator for Windows<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> ExactSizeIterator for Windows<'a, T> {}
impl<'a, T> Clone for Windows<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct Chunks<'a, T> {
    slice: &'a [T],
}
impl<'a, T> Iterator for Chunks<'a, T> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> DoubleEndedIterator for Chunks<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> ExactSizeIterator for Chunks<'a, T> {}
impl<'a, T> Clone for Chunks<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct ChunksMut<'a, T> {
    slice: &'a mut [T],
}
impl<'a, T> Iterator for ChunksMut<'a, T> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T> DoubleEndedIterator for ChunksMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T> ExactSizeIterator for ChunksMut<'a, T> {}
pub struct ChunksExact<'a, T> {
    slice: &'a [T],
}
impl<'a, T> Iterator for ChunksExact<'a, T> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> DoubleEndedIterator for ChunksExact<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> ExactSizeIterator for ChunksExact<'a, T> {}
impl<'a, T> Clone for ChunksExact<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct ChunksExactMut<'a, T> {
    slice: &'a mut [T],
}
impl<'a, T> Iterator for ChunksExactMut<'a, T> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T> DoubleEndedIterator for ChunksExactMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T> ExactSizeIterator for ChunksExactMut<'a, T> {}
pub struct RChunks<'a, T> {
    slice: &'a [T],
}
impl<'a, T> Iterator for RChunks<'a, T> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> DoubleEndedIterator for RChunks<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> ExactSizeIterator for RChunks<'a, T> {}
impl<'a, T> Clone for RChunks<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct RChunksMut<'a, T> {
    slice: &'a mut [T],
}
impl<'a, T> Iterator for RChunksMut<'a, T> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T> DoubleEndedIterator for RChunksMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T> ExactSizeIterator for RChunksMut<'a, T> {}
pub struct RChunksExact<'a, T> {
    slice: &'a [T],
}
impl<'a, T> Iterator for RChunksExact<'a, T> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> DoubleEndedIterator for RChunksExact<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T> ExactSizeIterator for RChunksExact<'a, T> {}
impl<'a, T> Clone for RChunksExact<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct Split<'a, T, P> {
    slice: &'a [T],
    predicate: P,
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for Split<'a, T, P> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for Split<'a, T, P> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T, P: FnMut(&T) -> bool> ExactSizeIterator for Split<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Clone for Split<'a, T, P> {
    fn clone(&self) -> Self {}
}
pub struct SplitMut<'a, T, P> {
    slice: &'a mut [T],
    predicate: P,
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitMut<'a, T, P> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitMut<'a, T, P> {
    fn next_back(&mut self) -> Option<&'a mut [T]> {}
}
impl<'a, T, P: FnMut(&T) -> bool> ExactSizeIterator for SplitMut<'a, T, P> {}
pub struct SplitN<'a, T, P> {
    slice: &'a [T],
    predicate: P,
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitN<'a, T, P> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitN<'a, T, P> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T, P: FnMut(&T) -> bool> ExactSizeIterator for SplitN<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Clone for SplitN<'a, T, P> {
    fn clone(&self) -> Self {}
}
pub struct ChunkBy<'a, T, P> {
    slice: &'a [T],
    predicate: P,
}
impl<'a, T, P: FnMut(&T, &T) -> bool> Iterator for ChunkBy<'a, T, P> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T, P: FnMut(&T, &T) -> bool> DoubleEndedIterator for ChunkBy<'a, T, P> {
    fn next_back(&mut self) -> Option<&'a [T]> {}
}
impl<'a, T, P: FnMut(&T, &T) -> bool> ExactSizeIterator for ChunkBy<'a, T, P> {}
impl<'a, T, P: FnMut(&T, &T) -> bool> Clone for ChunkBy<'a, T, P> {
    fn clone(&self) -> Self {}
}
pub struct ArrayWindows<'a, T, const N: usize> {
    slice: &'a [T],
}
impl<'a, T, const N: usize> Iterator for ArrayWindows<'a, T, N> {
    type Item = &'a [T; N];
    fn next(&mut self) -> Option<&'a [T; N]> {}
}
impl<'a, T, const N: usize> DoubleEndedIterator for ArrayWindows<'a, T, N> {
    fn next_back(&mut self) -> Option<&'a [T; N]> {}
}
impl<'a, T, const N: usize> ExactSizeIterator for ArrayWindows<'a, T, N> {}
impl<'a, T, const N: usize> Clone for ArrayWindows<'a, T, N> {
    fn clone(&self) -> Self {}
}
impl<'a, T> Iter<'a, T> {
    #[effect(views)]
    pub fn as_slice(&self) -> &'a [T] {}
}
impl<'a, T> IterMut<'a, T> {
    #[effect(views)]
    pub fn into_slice(self) -> &'a mut [T] {}
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
}
impl<'a, T> ChunksExact<'a, T> {
    pub fn remainder(&self) -> &'a [T] {}
}
impl<'a, T> ChunksExactMut<'a, T> {
    pub fn into_remainder(self) -> &'a mut [T] {}
}
