//! `parking_lot`.
use core::ops::{Deref, DerefMut};
pub struct Mutex<T: ?Sized> {
    raw: u8,
    data: T,
}
impl<T> Mutex<T> {
    #[effect(wraps)]
    pub const fn new(val: T) -> Mutex<T> {}
    #[effect(views)]
    pub fn into_inner(self) -> T {}
}
impl<T: ?Sized> Mutex<T> {
    #[effect(views, locks)]
    pub fn lock(&self) -> MutexGuard<'_, T> {}
    #[effect(views, locks)]
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {}
    #[effect(views)]
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
}
impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {}
}
pub struct RwLock<T: ?Sized> {
    raw: usize,
    data: T,
}
impl<T> RwLock<T> {
    #[effect(wraps)]
    pub const fn new(val: T) -> RwLock<T> {}
    #[effect(views)]
    pub fn into_inner(self) -> T {}
}
impl<T: ?Sized> RwLock<T> {
    #[effect(views, locks)]
    pub fn read(&self) -> RwLockReadGuard<'_, T> {}
    #[effect(views, locks)]
    pub fn write(&self) -> RwLockWriteGuard<'_, T> {}
    #[effect(views, locks)]
    pub fn try_read(&self) -> Option<RwLockReadGuard<'_, T>> {}
    #[effect(views, locks)]
    pub fn try_write(&self) -> Option<RwLockWriteGuard<'_, T>> {}
    #[effect(views, locks)]
    pub fn upgradable_read(&self) -> RwLockReadGuard<'_, T> {}
    #[effect(views)]
    pub fn get_mut(&mut self) -> &mut T {}
}
impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {}
}
pub struct Condvar(usize);
impl Condvar {
    pub const fn new() -> Condvar {}
    pub fn wait<T: ?Sized>(&self, guard: &mut MutexGuard<'_, T>) {}
    pub fn notify_one(&self) -> bool {}
    pub fn notify_all(&self) -> usize {}
}
pub struct MutexGuard<'a, T: ?Sized> {
    lock: &'a T,
}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {}
}
pub struct RwLockReadGuard<'a, T: ?Sized> {
    lock: &'a T,
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    lock: &'a T,
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {}
}
