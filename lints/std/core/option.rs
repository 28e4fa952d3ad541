use crate::ops::{Deref, DerefMut};
#[repr(Rust)]
pub enum Option<T> {
    None,
    Some(T),
}
impl<T> Option<T> {
    pub fn is_some(&self) -> bool {}
    pub fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool {}
    pub fn is_none(&self) -> bool {}
    pub fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool {}
    #[effect(views)]
    pub fn as_ref(&self) -> Option<&T> {}
    #[effect(views)]
    pub fn as_mut(&mut self) -> Option<&mut T> {}
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
    #[effect(views)]
    pub fn expect(self, msg: &str) -> T {}
    #[effect(views)]
    pub fn unwrap(self) -> T {}
    pub fn unwrap_or(self, default: T) -> T {}
    #[effect(otherwise)]
    pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T {}
    #[effect(views, open)]
    pub fn unwrap_or_default(self) -> T {}
    #[effect(views)]
    pub fn unwrap_unchecked(self) -> T {}
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> {}
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Option<T> {}
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {}
    pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {}
    pub fn map_or_default<U, F: FnOnce(T) -> U>(self, f: F) -> U {}
    pub fn ok_or<E>(self, err: E) -> Result<T, E> {}
    #[effect(fails)]
    pub fn ok_or_else<E, F: FnOnce() -> E>(self, err: F) -> Result<T, E> {}
    #[effect(views)]
    pub fn as_deref(&self) -> Option<&<T as Deref>::Target> {}
    #[effect(views)]
    pub fn as_deref_mut(&mut self) -> Option<&mut <T as Deref>::Target> {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
    pub fn and<U>(self, optb: Option<U>) -> Option<U> {}
    pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U> {}
    pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> Option<T> {}
    pub fn or(self, optb: Option<T>) -> Option<T> {}
    #[effect(otherwise)]
    pub fn or_else<F: FnOnce() -> Option<T>>(self, f: F) -> Option<T> {}
    pub fn xor(self, optb: Option<T>) -> Option<T> {}
    pub fn insert(&mut self, value: T) -> &mut T {}
    pub fn get_or_insert(&mut self, value: T) -> &mut T {}
    pub fn get_or_insert_default(&mut self) -> &mut T {}
    pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T {}
    pub fn take(&mut self) -> Option<T> {}
    pub fn take_if<P: FnOnce(&mut T) -> bool>(&mut self, predicate: P) -> Option<T> {}
    pub fn replace(&mut self, value: T) -> Option<T> {}
    pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)> {}
}
impl<T, U> Option<(T, U)> {
    pub fn unzip(self) -> (Option<T>, Option<U>) {}
}
impl<T> Option<&T> {
    #[effect(copies, views)]
    pub fn copied(self) -> Option<T> {}
    #[effect(copies, views)]
    pub fn cloned(self) -> Option<T> {}
}
impl<T> Option<&mut T> {
    #[effect(copies, views)]
    pub fn copied(self) -> Option<T> {}
    #[effect(copies, views)]
    pub fn cloned(self) -> Option<T> {}
}
impl<T, E> Option<Result<T, E>> {
    pub fn transpose(self) -> Result<Option<T>, E> {}
}
impl<T> Option<Option<T>> {
    pub fn flatten(self) -> Option<T> {}
}
impl<T: Clone> Clone for Option<T> {
    fn clone(&self) -> Self {}
}
impl<T: Copy> Copy for Option<T> {}
impl<T> Default for Option<T> {
    fn default() -> Self {}
}
impl<T> From<T> for Option<T> {
    fn from(val: T) -> Option<T> {}
}
pub struct Iter<'a, A>(Option<&'a A>);
pub struct IterMut<'a, A>(Option<&'a mut A>);
pub struct IntoIter<A>(Option<A>);
impl<'a, A> Iterator for Iter<'a, A> {
    type Item = &'a A;
    fn next(&mut self) -> Option<&'a A> {}
}
impl<'a, A> Iterator for IterMut<'a, A> {
    type Item = &'a mut A;
    fn next(&mut self) -> Option<&'a mut A> {}
}
impl<A> Iterator for IntoIter<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {}
}
impl<T> IntoIterator for Option<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a Option<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<'a, T> IntoIterator for &'a mut Option<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> {}
}
impl<A, V: FromIterator<A>> FromIterator<Option<A>> for Option<V> {
    fn from_iter<I: IntoIterator<Item = Option<A>>>(iter: I) -> Option<V> {}
}
