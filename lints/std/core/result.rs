use crate::ops::{Deref, DerefMut};
#[repr(Rust)]
pub enum Result<T, E> {
    Ok(T),
    Err(E),
}
impl<T, E> Result<T, E> {
    pub fn is_ok(&self) -> bool {}
    pub fn is_ok_and(self, f: impl FnOnce(T) -> bool) -> bool {}
    #[effect(tests_failure)]
    pub fn is_err(&self) -> bool {}
    #[effect(tests_failure)]
    pub fn is_err_and(self, f: impl FnOnce(E) -> bool) -> bool {}
    pub fn ok(self) -> Option<T> {}
    pub fn err(self) -> Option<E> {}
    #[effect(views)]
    pub fn as_ref(&self) -> Result<&T, &E> {}
    #[effect(views)]
    pub fn as_mut(&mut self) -> Result<&mut T, &mut E> {}
    pub fn map<U, F: FnOnce(T) -> U>(self, op: F) -> Result<U, E> {}
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {}
    pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {}
    #[effect(fails)]
    pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F> {}
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Result<T, E> {}
    #[effect(fails)]
    pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> Result<T, E> {}
    #[effect(views)]
    pub fn as_deref(&self) -> Result<&<T as Deref>::Target, &E> {}
    #[effect(views)]
    pub fn as_deref_mut(&mut self) -> Result<&mut <T as Deref>::Target, &mut E> {}
    #[effect(iterates)]
    pub fn iter(&self) -> crate::option::Iter<'_, T> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> crate::option::IterMut<'_, T> {}
    #[effect(views)]
    pub fn expect(self, msg: &str) -> T {}
    #[effect(views)]
    pub fn unwrap(self) -> T {}
    #[effect(views, open)]
    pub fn unwrap_or_default(self) -> T {}
    pub fn expect_err(self, msg: &str) -> E {}
    pub fn unwrap_err(self) -> E {}
    pub fn and<U>(self, res: Result<U, E>) -> Result<U, E> {}
    pub fn and_then<U, F: FnOnce(T) -> Result<U, E>>(self, op: F) -> Result<U, E> {}
    pub fn or<F>(self, res: Result<T, F>) -> Result<T, F> {}
    #[effect(otherwise)]
    pub fn or_else<F, O: FnOnce(E) -> Result<T, F>>(self, op: O) -> Result<T, F> {}
    pub fn unwrap_or(self, default: T) -> T {}
    #[effect(otherwise)]
    pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, op: F) -> T {}
    #[effect(views)]
    pub fn unwrap_unchecked(self) -> T {}
}
impl<T, E> Result<&T, E> {
    #[effect(copies, views)]
    pub fn copied(self) -> Result<T, E> {}
    #[effect(copies, views)]
    pub fn cloned(self) -> Result<T, E> {}
}
impl<T, E> Result<Option<T>, E> {
    pub fn transpose(self) -> Option<Result<T, E>> {}
}
impl<T, E> Result<Result<T, E>, E> {
    pub fn flatten(self) -> Result<T, E> {}
}
impl<T: Clone, E: Clone> Clone for Result<T, E> {
    fn clone(&self) -> Self {}
}
impl<T: Copy, E: Copy> Copy for Result<T, E> {}
impl<T, E> IntoIterator for Result<T, E> {
    type Item = T;
    type IntoIter = crate::option::IntoIter<T>;
    fn into_iter(self) -> crate::option::IntoIter<T> {}
}
impl<'a, T, E> IntoIterator for &'a Result<T, E> {
    type Item = &'a T;
    type IntoIter = crate::option::Iter<'a, T>;
    fn into_iter(self) -> crate::option::Iter<'a, T> {}
}
impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {
    fn from_iter<I: IntoIterator<Item = Result<A, E>>>(iter: I) -> Result<V, E> {}
}
