use crate::string::String;
use crate::vec::Vec;
use core::ops::{Deref, DerefMut};
#[repr(Rust)]
pub struct Box<T: ?Sized> {
    _private: core::ptr::NonNull<T>,
}
impl<T> Box<T> {
    #[effect(wraps)]
    pub fn new(x: T) -> Box<T> {}
    pub fn new_uninit() -> Box<core::mem::MaybeUninit<T>> {}
    #[effect(wraps)]
    pub fn pin(x: T) -> core::pin::Pin<Box<T>> {}
    pub fn into_inner(boxed: Box<T>) -> T {}
}
impl<T> Box<[T]> {
    pub fn new_uninit_slice(len: usize) -> Box<[core::mem::MaybeUninit<T>]> {}
    #[effect(converts)]
    pub fn into_vec(self) -> Vec<T> {}
}
impl<T: ?Sized> Box<T> {
    #[effect(addresses)]
    pub fn from_raw(raw: *mut T) -> Box<T> {}
    #[effect(addresses)]
    pub fn into_raw(b: Box<T>) -> *mut T {}
    #[effect(addresses)]
    pub fn leak<'a>(b: Box<T>) -> &'a mut T {}
    #[effect(addresses)]
    pub fn into_pin(boxed: Box<T>) -> core::pin::Pin<Box<T>> {}
}
impl<T: ?Sized> Deref for Box<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> DerefMut for Box<T> {
    fn deref_mut(&mut self) -> &mut T {}
}
impl<T: Clone> Clone for Box<T> {
    fn clone(&self) -> Self {}
}
impl<T: Clone> Clone for Box<[T]> {
    fn clone(&self) -> Self {}
}
impl Clone for Box<str> {
    fn clone(&self) -> Self {}
}
impl<T: Default> Default for Box<T> {
    fn default() -> Self {}
}
impl<T> Default for Box<[T]> {
    fn default() -> Self {}
}
impl<T: ?Sized> AsRef<T> for Box<T> {
    fn as_ref(&self) -> &T {}
}
impl<T: ?Sized> AsMut<T> for Box<T> {
    fn as_mut(&mut self) -> &mut T {}
}
impl<T: ?Sized> core::borrow::Borrow<T> for Box<T> {
    fn borrow(&self) -> &T {}
}
impl<T> From<T> for Box<T> {
    fn from(t: T) -> Self {}
}
impl<T> From<Vec<T>> for Box<[T]> {
    fn from(v: Vec<T>) -> Self {}
}
impl From<&str> for Box<str> {
    fn from(s: &str) -> Self {}
}
impl From<String> for Box<str> {
    fn from(s: String) -> Self {}
}
impl<I: Iterator + ?Sized> Iterator for Box<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for Box<I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<T> IntoIterator for Box<[T]> {
    type Item = T;
    type IntoIter = crate::vec::IntoIter<T>;
    fn into_iter(self) -> crate::vec::IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a Box<[T]> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;
    fn into_iter(self) -> core::slice::Iter<'a, T> {}
}
impl<'a, T> IntoIterator for &'a mut Box<[T]> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;
    fn into_iter(self) -> core::slice::IterMut<'a, T> {}
}
impl<T> FromIterator<T> for Box<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
