#[repr(Rust)]
pub struct LinkedList<T> {
    head: Option<core::ptr::NonNull<Node<T>>>,
    tail: Option<core::ptr::NonNull<Node<T>>>,
    len: usize,
}
#[repr(Rust)]
struct Node<T> {
    next: Option<core::ptr::NonNull<Node<T>>>,
    prev: Option<core::ptr::NonNull<Node<T>>>,
    element: T,
}
impl<T> LinkedList<T> {
    #[effect(makes)]
    pub const fn new() -> LinkedList<T> {}
    #[effect(grows, splices)]
    pub fn append(&mut self, other: &mut LinkedList<T>) {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
    #[effect(splices)]
    pub fn cursor_front(&self) -> Cursor<'_, T> {}
    #[effect(splices)]
    pub fn cursor_front_mut(&mut self) -> CursorMut<'_, T> {}
    #[effect(splices)]
    pub fn cursor_back(&self) -> Cursor<'_, T> {}
    #[effect(splices)]
    pub fn cursor_back_mut(&mut self) -> CursorMut<'_, T> {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
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
    #[effect(grows)]
    pub fn push_front(&mut self, elt: T) {}
    #[effect(shrinks)]
    pub fn pop_front(&mut self) -> Option<T> {}
    #[effect(grows)]
    pub fn push_back(&mut self, elt: T) {}
    #[effect(shrinks)]
    pub fn pop_back(&mut self) -> Option<T> {}
    #[effect(shrinks, splices)]
    pub fn split_off(&mut self, at: usize) -> LinkedList<T> {}
    #[effect(shrinks)]
    pub fn remove(&mut self, at: usize) -> T {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    #[effect(iterates, walks, shrinks)]
    pub fn extract_if<F: FnMut(&mut T) -> bool>(&mut self, filter: F) -> ExtractIf<'_, T, F> {}
}
pub struct Cursor<'a, T> {
    list: &'a LinkedList<T>,
}
impl<'a, T> Cursor<'a, T> {
    pub fn index(&self) -> Option<usize> {}
    pub fn move_next(&mut self) {}
    pub fn move_prev(&mut self) {}
    pub fn current(&self) -> Option<&'a T> {}
    pub fn peek_next(&self) -> Option<&'a T> {}
    pub fn peek_prev(&self) -> Option<&'a T> {}
}
pub struct CursorMut<'a, T> {
    list: &'a mut LinkedList<T>,
}
impl<'a, T> CursorMut<'a, T> {
    pub fn index(&self) -> Option<usize> {}
    pub fn move_next(&mut self) {}
    pub fn move_prev(&mut self) {}
    pub fn current(&mut self) -> Option<&mut T> {}
    pub fn peek_next(&mut self) -> Option<&mut T> {}
    pub fn peek_prev(&mut self) -> Option<&mut T> {}
    pub fn insert_after(&mut self, item: T) {}
    pub fn insert_before(&mut self, item: T) {}
    pub fn remove_current(&mut self) -> Option<T> {}
    pub fn splice_after(&mut self, list: LinkedList<T>) {}
    pub fn splice_before(&mut self, list: LinkedList<T>) {}
    pub fn split_after(&mut self) -> LinkedList<T> {}
    pub fn split_before(&mut self) -> LinkedList<T> {}
}
impl<T, const N: usize> From<[T; N]> for LinkedList<T> {
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
pub struct ExtractIf<'a, T, F> {
    list: &'a mut LinkedList<T>,
    pred: F,
}
impl<'a, T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'a, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T> IntoIterator for LinkedList<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a LinkedList<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<'a, T> IntoIterator for &'a mut LinkedList<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> {}
}
impl<T> FromIterator<T> for LinkedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
impl<T> Extend<T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
}
impl<'a, T: Copy> Extend<&'a T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {}
}
impl<T> Default for LinkedList<T> {
    fn default() -> Self {}
}
impl<T> Clone for LinkedList<T> {
    fn clone(&self) -> Self {}
}
