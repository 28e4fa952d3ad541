use crate::borrow::Cow;
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;
use core::ops::Deref;
#[repr(Rust)]
pub struct Arc<T: ?Sized> {
    _private: core::ptr::NonNull<T>,
}
#[repr(Rust)]
pub struct Weak<T: ?Sized> {
    _private: core::ptr::NonNull<T>,
}
impl<T> Arc<T> {
    #[effect(wraps)]
    pub fn new(value: T) -> Arc<T> {}
    #[effect(addresses)]
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Arc<T> {}
    #[effect(wraps)]
    pub fn pin(value: T) -> core::pin::Pin<Arc<T>> {}
    #[effect(unshares)]
    pub fn try_unwrap(this: Arc<T>) -> Result<T, Arc<T>> {}
    #[effect(views, unshares)]
    pub fn into_inner(this: Arc<T>) -> Option<T> {}
    #[effect(unshares)]
    pub fn unwrap_or_clone(this: Arc<T>) -> T {}
}
impl<T: ?Sized> Arc<T> {
    #[effect(addresses)]
    pub fn from_raw(ptr: *const T) -> Arc<T> {}
    #[effect(addresses)]
    pub fn into_raw(this: Arc<T>) -> *const T {}
    #[effect(addresses)]
    pub fn as_ptr(this: &Arc<T>) -> *const T {}
    #[effect(addresses)]
    pub fn downgrade(this: &Arc<T>) -> Weak<T> {}
    #[effect(addresses)]
    pub fn weak_count(this: &Arc<T>) -> usize {}
    #[effect(addresses)]
    pub fn strong_count(this: &Arc<T>) -> usize {}
    #[effect(views, unshares)]
    pub fn get_mut(this: &mut Arc<T>) -> Option<&mut T> {}
    #[effect(addresses)]
    pub fn ptr_eq(this: &Arc<T>, other: &Arc<T>) -> bool {}
    #[effect(views, unshares)]
    pub fn make_mut(this: &mut Arc<T>) -> &mut T {}
}
impl<T> Weak<T> {
    pub fn new() -> Weak<T> {}
}
impl<T: ?Sized> Weak<T> {
    pub fn upgrade(&self) -> Option<Arc<T>> {}
    #[effect(addresses)]
    pub fn strong_count(&self) -> usize {}
    #[effect(addresses)]
    pub fn weak_count(&self) -> usize {}
    #[effect(addresses)]
    pub fn as_ptr(&self) -> *const T {}
    #[effect(addresses)]
    pub fn ptr_eq(&self, other: &Weak<T>) -> bool {}
}
impl<T: ?Sized> Deref for Arc<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> Clone for Arc<T> {
    fn clone(&self) -> Self {}
}
impl<T: ?Sized> Clone for Weak<T> {
    fn clone(&self) -> Self {}
}
impl<T> Default for Weak<T> {
    fn default() -> Self {}
}
impl<T: Default> Default for Arc<T> {
    fn default() -> Self {}
}
impl<T: ?Sized> AsRef<T> for Arc<T> {
    fn as_ref(&self) -> &T {}
}
impl<T: ?Sized> core::borrow::Borrow<T> for Arc<T> {
    fn borrow(&self) -> &T {}
}
impl<T> From<T> for Arc<T> {
    fn from(t: T) -> Self {}
}
impl<T> From<Vec<T>> for Arc<[T]> {
    fn from(v: Vec<T>) -> Self {}
}
impl<T: ?Sized> From<Box<T>> for Arc<T> {
    fn from(v: Box<T>) -> Self {}
}
impl From<&str> for Arc<str> {
    fn from(s: &str) -> Self {}
}
impl From<String> for Arc<str> {
    fn from(s: String) -> Self {}
}
impl<T> FromIterator<T> for Arc<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
