use crate::borrow::Cow;
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;
use core::ops::Deref;
#[repr(Rust)]
pub struct Rc<T: ?Sized> {
    _private: core::ptr::NonNull<T>,
}
#[repr(Rust)]
pub struct Weak<T: ?Sized> {
    _private: core::ptr::NonNull<T>,
}
impl<T> Rc<T> {
    #[effect(wraps)]
    pub fn new(value: T) -> Rc<T> {}
    #[effect(addresses)]
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Rc<T> {}
    #[effect(wraps)]
    pub fn pin(value: T) -> core::pin::Pin<Rc<T>> {}
    #[effect(unshares)]
    pub fn try_unwrap(this: Rc<T>) -> Result<T, Rc<T>> {}
    #[effect(views, unshares)]
    pub fn into_inner(this: Rc<T>) -> Option<T> {}
    #[effect(unshares)]
    pub fn unwrap_or_clone(this: Rc<T>) -> T {}
}
impl<T: ?Sized> Rc<T> {
    #[effect(addresses)]
    pub fn from_raw(ptr: *const T) -> Rc<T> {}
    #[effect(addresses)]
    pub fn into_raw(this: Rc<T>) -> *const T {}
    #[effect(addresses)]
    pub fn as_ptr(this: &Rc<T>) -> *const T {}
    #[effect(addresses)]
    pub fn downgrade(this: &Rc<T>) -> Weak<T> {}
    #[effect(addresses)]
    pub fn weak_count(this: &Rc<T>) -> usize {}
    #[effect(addresses)]
    pub fn strong_count(this: &Rc<T>) -> usize {}
    #[effect(views, unshares)]
    pub fn get_mut(this: &mut Rc<T>) -> Option<&mut T> {}
    #[effect(addresses)]
    pub fn ptr_eq(this: &Rc<T>, other: &Rc<T>) -> bool {}
    #[effect(views, unshares)]
    pub fn make_mut(this: &mut Rc<T>) -> &mut T {}
}
impl<T> Weak<T> {
    pub fn new() -> Weak<T> {}
}
impl<T: ?Sized> Weak<T> {
    pub fn upgrade(&self) -> Option<Rc<T>> {}
    #[effect(addresses)]
    pub fn strong_count(&self) -> usize {}
    #[effect(addresses)]
    pub fn weak_count(&self) -> usize {}
    #[effect(addresses)]
    pub fn as_ptr(&self) -> *const T {}
    #[effect(addresses)]
    pub fn ptr_eq(&self, other: &Weak<T>) -> bool {}
}
impl<T: ?Sized> Deref for Rc<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> Clone for Rc<T> {
    fn clone(&self) -> Self {}
}
impl<T: ?Sized> Clone for Weak<T> {
    fn clone(&self) -> Self {}
}
impl<T> Default for Weak<T> {
    fn default() -> Self {}
}
impl<T: Default> Default for Rc<T> {
    fn default() -> Self {}
}
impl<T: ?Sized> AsRef<T> for Rc<T> {
    fn as_ref(&self) -> &T {}
}
impl<T: ?Sized> core::borrow::Borrow<T> for Rc<T> {
    fn borrow(&self) -> &T {}
}
impl<T> From<T> for Rc<T> {
    fn from(t: T) -> Self {}
}
impl<T> From<Vec<T>> for Rc<[T]> {
    fn from(v: Vec<T>) -> Self {}
}
impl<T: ?Sized> From<Box<T>> for Rc<T> {
    fn from(v: Box<T>) -> Self {}
}
impl From<&str> for Rc<str> {
    fn from(s: &str) -> Self {}
}
impl From<String> for Rc<str> {
    fn from(s: String) -> Self {}
}
impl<T> FromIterator<T> for Rc<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {}
}
