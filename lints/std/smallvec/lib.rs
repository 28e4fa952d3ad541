//! `smallvec`.
use core::ops::{Deref, DerefMut, Index, IndexMut, RangeBounds};
use core::slice::SliceIndex;
pub trait Array {
    type Item;
}
impl<T, const N: usize> Array for [T; N] {
    type Item = T;
}
#[repr(Rust)]
pub struct SmallVec<A: Array> {
    capacity: usize,
    data: Data<A>,
}
#[repr(Rust)]
enum Data<A> {
    Inline(core::mem::MaybeUninit<A>),
    Heap { ptr: core::ptr::NonNull<u8>, len: usize },
}
pub struct IntoIter<A: Array> {
    data: SmallVec<A>,
}
impl<A: Array> SmallVec<A> {
    #[effect(makes)]
    pub fn new() -> Self {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> Self {}
    #[effect(builds, takes)]
    pub fn from_vec(vec: Vec<<A as Array>::Item>) -> Self {}
    #[effect(builds, takes)]
    pub fn from_slice(slice: &[<A as Array>::Item]) -> Self {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    pub fn is_full(&self) -> bool {}
    pub fn capacity(&self) -> usize {}
    #[effect(grows)]
    pub fn push(&mut self, value: <A as Array>::Item) {}
    #[effect(shrinks)]
    pub fn pop(&mut self) -> Option<<A as Array>::Item> {}
    #[effect(grows, shifts)]
    pub fn insert(&mut self, index: usize, element: <A as Array>::Item) {}
    #[effect(shrinks, shifts)]
    pub fn remove(&mut self, index: usize) -> <A as Array>::Item {}
    #[effect(shrinks)]
    pub fn swap_remove(&mut self, index: usize) -> <A as Array>::Item {}
    #[effect(shrinks)]
    pub fn truncate(&mut self, len: usize) {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(views)]
    pub fn as_slice(&self) -> &[<A as Array>::Item] {}
    #[effect(views)]
    pub fn as_mut_slice(&mut self) -> &mut [<A as Array>::Item] {}
    #[effect(converts)]
    pub fn into_vec(self) -> Vec<<A as Array>::Item> {}
    #[effect(grows, takes)]
    pub fn extend_from_slice(&mut self, slice: &[<A as Array>::Item]) {}
    #[effect(grows)]
    pub fn resize(&mut self, len: usize, value: <A as Array>::Item) {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&mut <A as Array>::Item) -> bool>(&mut self, f: F) {}
    #[effect(walks, shrinks)]
    pub fn dedup(&mut self) {}
    #[effect(iterates, empties, shrinks, shifts)]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> IntoIter<A> {}
}
impl<A: Array> Deref for SmallVec<A> {
    type Target = [<A as Array>::Item];
    fn deref(&self) -> &[<A as Array>::Item] {}
}
impl<A: Array> DerefMut for SmallVec<A> {
    fn deref_mut(&mut self) -> &mut [<A as Array>::Item] {}
}
impl<A: Array, I: SliceIndex<[<A as Array>::Item]>> Index<I> for SmallVec<A> {
    type Output = <I as SliceIndex<[<A as Array>::Item]>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl<A: Array, I: SliceIndex<[<A as Array>::Item]>> IndexMut<I> for SmallVec<A> {
    fn index_mut(&mut self, index: I) -> &mut Self::Output {}
}
impl<A: Array> Iterator for IntoIter<A> {
    type Item = <A as Array>::Item;
    fn next(&mut self) -> Option<<A as Array>::Item> {}
}
impl<A: Array> DoubleEndedIterator for IntoIter<A> {
    fn next_back(&mut self) -> Option<<A as Array>::Item> {}
}
impl<A: Array> IntoIterator for SmallVec<A> {
    type Item = <A as Array>::Item;
    type IntoIter = IntoIter<A>;
    fn into_iter(self) -> IntoIter<A> {}
}
impl<'a, A: Array> IntoIterator for &'a SmallVec<A> {
    type Item = &'a <A as Array>::Item;
    type IntoIter = core::slice::Iter<'a, <A as Array>::Item>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<'a, A: Array> IntoIterator for &'a mut SmallVec<A> {
    type Item = &'a mut <A as Array>::Item;
    type IntoIter = core::slice::IterMut<'a, <A as Array>::Item>;
    fn into_iter(self) -> Self::IntoIter {}
}
impl<A: Array> FromIterator<<A as Array>::Item> for SmallVec<A> {
    fn from_iter<I: IntoIterator<Item = <A as Array>::Item>>(iter: I) -> Self {}
}
impl<A: Array> Extend<<A as Array>::Item> for SmallVec<A> {
    fn extend<I: IntoIterator<Item = <A as Array>::Item>>(&mut self, iter: I) {}
}
impl<A: Array> Default for SmallVec<A> {
    fn default() -> Self {}
}
impl<A: Array> Clone for SmallVec<A> {
    fn clone(&self) -> Self {}
}
