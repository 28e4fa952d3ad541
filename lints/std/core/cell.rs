use crate::ops::{Deref, DerefMut};
pub struct UnsafeCell<T: ?Sized> {
    value: T,
}
impl<T> UnsafeCell<T> {
    #[effect(wraps)]
    pub fn new(value: T) -> UnsafeCell<T> {}
    #[effect(views)]
    pub fn into_inner(self) -> T {}
    pub fn get(&self) -> *mut T {}
    #[effect(views)]
    pub fn get_mut(&mut self) -> &mut T {}
}
#[repr(transparent)]
pub struct Cell<T: ?Sized> {
    value: UnsafeCell<T>,
}
impl<T> Cell<T> {
    #[effect(wraps)]
    pub fn new(value: T) -> Cell<T> {}
    #[effect(alters)]
    pub fn set(&self, val: T) {}
    #[effect(alters)]
    pub fn swap(&self, other: &Cell<T>) {}
    #[effect(alters)]
    pub fn replace(&self, val: T) -> T {}
    pub fn into_inner(self) -> T {}
    pub fn get(&self) -> T {}
    #[effect(alters)]
    pub fn update(&self, f: impl FnOnce(T) -> T) {}
    #[effect(alters)]
    pub fn take(&self) -> T {}
    pub fn as_ptr(&self) -> *mut T {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn from_mut(t: &mut T) -> &Cell<T> {}
}
impl<T> Cell<[T]> {
    pub fn as_slice_of_cells(&self) -> &[Cell<T>] {}
}
impl<T: Copy> Clone for Cell<T> {
    fn clone(&self) -> Self {}
}
impl<T: Default> Default for Cell<T> {
    fn default() -> Self {}
}
impl<T> From<T> for Cell<T> {
    fn from(t: T) -> Self {}
}
#[repr(Rust)]
pub struct RefCell<T: ?Sized> {
    borrow: UnsafeCell<isize>,
    value: UnsafeCell<T>,
}
impl<T> RefCell<T> {
    #[effect(wraps)]
    pub fn new(value: T) -> RefCell<T> {}
    #[effect(views)]
    pub fn into_inner(self) -> T {}
    #[effect(alters)]
    pub fn replace(&self, t: T) -> T {}
    #[effect(alters)]
    pub fn replace_with<F: FnOnce(&mut T) -> T>(&self, f: F) -> T {}
    #[effect(alters)]
    pub fn swap(&self, other: &RefCell<T>) {}
    #[effect(alters)]
    pub fn take(&self) -> T {}
}
impl<T: ?Sized> RefCell<T> {
    #[effect(views)]
    pub fn borrow(&self) -> Ref<'_, T> {}
    #[effect(views)]
    pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError> {}
    #[effect(views)]
    pub fn borrow_mut(&self) -> RefMut<'_, T> {}
    #[effect(views)]
    pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError> {}
    pub fn as_ptr(&self) -> *mut T {}
    #[effect(views)]
    pub fn get_mut(&mut self) -> &mut T {}
}
impl<T: Clone> Clone for RefCell<T> {
    fn clone(&self) -> Self {}
}
impl<T: Default> Default for RefCell<T> {
    fn default() -> Self {}
}
impl<T> From<T> for RefCell<T> {
    fn from(t: T) -> Self {}
}
pub struct BorrowError;
pub struct BorrowMutError;
#[repr(Rust)]
pub struct Ref<'b, T: ?Sized> {
    _value: crate::ptr::NonNull<T>,
    _borrow: &'b isize,
}
impl<'b, T: ?Sized> Ref<'b, T> {
    pub fn clone(orig: &Ref<'b, T>) -> Ref<'b, T> {}
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Ref<'b, T>, f: F) -> Ref<'b, U> {}
    pub fn filter_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(orig: Ref<'b, T>, f: F) -> Result<Ref<'b, U>, Ref<'b, T>> {}
}
impl<T: ?Sized> Deref for Ref<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
#[repr(Rust)]
pub struct RefMut<'b, T: ?Sized> {
    _value: crate::ptr::NonNull<T>,
    _borrow: &'b isize,
}
impl<'b, T: ?Sized> RefMut<'b, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: RefMut<'b, T>, f: F) -> RefMut<'b, U> {}
}
impl<T: ?Sized> Deref for RefMut<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> DerefMut for RefMut<'_, T> {
    fn deref_mut(&mut self) -> &mut T {}
}
#[repr(Rust)]
pub struct OnceCell<T> {
    inner: UnsafeCell<Option<T>>,
}
impl<T> OnceCell<T> {
    pub fn new() -> OnceCell<T> {}
    pub fn get(&self) -> Option<&T> {}
    #[effect(views)]
    pub fn get_mut(&mut self) -> Option<&mut T> {}
    #[effect(alters)]
    pub fn set(&self, value: T) -> Result<(), T> {}
    #[effect(alters)]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
    #[effect(views)]
    pub fn into_inner(self) -> Option<T> {}
    pub fn take(&mut self) -> Option<T> {}
}
impl<T> Default for OnceCell<T> {
    fn default() -> Self {}
}
#[repr(Rust)]
pub struct LazyCell<T, F = fn() -> T> {
    state: UnsafeCell<LazyState<T, F>>,
}
#[repr(Rust)]
enum LazyState<T, F> {
    Uninit(F),
    Init(T),
    Poisoned,
}
impl<T, F: FnOnce() -> T> LazyCell<T, F> {
    pub fn new(f: F) -> LazyCell<T, F> {}
    pub fn force(this: &LazyCell<T, F>) -> &T {}
}
impl<T, F> Deref for LazyCell<T, F> {
    type Target = T;
    fn deref(&self) -> &T {}
}
