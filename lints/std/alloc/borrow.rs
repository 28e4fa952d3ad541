use crate::string::String;
use crate::vec::Vec;
pub use core::borrow::{Borrow, BorrowMut};
use core::ops::Deref;
pub trait ToOwned {
    type Owned;
    #[effect(copies, walks)]
    fn to_owned(&self) -> Self::Owned;
    #[effect(copies, walks)]
    fn clone_into(&self, target: &mut Self::Owned);
}
impl<T: Clone> ToOwned for T {
    type Owned = T;
    fn to_owned(&self) -> T {}
}
impl ToOwned for str {
    type Owned = String;
    fn to_owned(&self) -> String {}
}
impl<T: Clone> ToOwned for [T] {
    type Owned = Vec<T>;
    fn to_owned(&self) -> Vec<T> {}
}
#[repr(Rust)]
pub enum Cow<'a, B: ?Sized + ToOwned> {
    Borrowed(&'a B),
    Owned(<B as ToOwned>::Owned),
}
impl<'a, B: ?Sized + ToOwned> Cow<'a, B> {
    pub fn is_borrowed(c: &Cow<'a, B>) -> bool {}
    pub fn is_owned(c: &Cow<'a, B>) -> bool {}
    #[effect(views)]
    pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned {}
    #[effect(views)]
    pub fn into_owned(self) -> <B as ToOwned>::Owned {}
}
impl<'a, B: ?Sized + ToOwned> Deref for Cow<'a, B> {
    type Target = B;
    fn deref(&self) -> &B {}
}
impl<'a, B: ?Sized + ToOwned> Clone for Cow<'a, B> {
    fn clone(&self) -> Self {}
}
impl<'a, B: ?Sized + ToOwned> AsRef<B> for Cow<'a, B> {
    fn as_ref(&self) -> &B {}
}
impl<'a> From<&'a str> for Cow<'a, str> {
    fn from(s: &'a str) -> Self {}
}
impl<'a> From<String> for Cow<'a, str> {
    fn from(s: String) -> Self {}
}
impl<'a, T: Clone> From<Vec<T>> for Cow<'a, [T]> {
    fn from(v: Vec<T>) -> Self {}
}
