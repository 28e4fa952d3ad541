pub use alloc::sync::{Arc, Weak};
pub use core::sync::atomic;
use core::ops::{Deref, DerefMut};
use std::time::Duration;
pub mod mpsc;
pub type LockResult<Guard> = Result<Guard, PoisonError<Guard>>;
pub type TryLockResult<Guard> = Result<Guard, TryLockError<Guard>>;
#[repr(Rust)]
pub struct PoisonError<T> {
    data: T,
}
impl<T> PoisonError<T> {
    pub fn into_inner(self) -> T {}
    pub fn get_ref(&self) -> &T {}
    pub fn get_mut(&mut self) -> &mut T {}
}
#[repr(Rust)]
pub enum TryLockError<T> {
    Poisoned(PoisonError<T>),
    WouldBlock,
}
#[repr(Rust)]
pub struct Mutex<T: ?Sized> {
    inner: core::cell::UnsafeCell<u32>,
    poison: core::cell::UnsafeCell<bool>,
    data: core::cell::UnsafeCell<T>,
}
impl<T> Mutex<T> {
    #[effect(wraps)]
    pub const fn new(t: T) -> Mutex<T> {}
    #[effect(views)]
    pub fn into_inner(self) -> LockResult<T> {}
}
impl<T: ?Sized> Mutex<T> {
    #[effect(views, locks)]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {}
    #[effect(views, locks)]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {}
    pub fn is_poisoned(&self) -> bool {}
    pub fn clear_poison(&self) {}
    #[effect(views)]
    pub fn get_mut(&mut self) -> LockResult<&mut T> {}
}
impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {}
}
impl<T> From<T> for Mutex<T> {
    fn from(t: T) -> Self {}
}
#[repr(Rust)]
pub struct RwLock<T: ?Sized> {
    inner: core::cell::UnsafeCell<[u32; 2]>,
    poison: core::cell::UnsafeCell<bool>,
    data: core::cell::UnsafeCell<T>,
}
impl<T> RwLock<T> {
    #[effect(wraps)]
    pub const fn new(t: T) -> RwLock<T> {}
    #[effect(views)]
    pub fn into_inner(self) -> LockResult<T> {}
}
impl<T: ?Sized> RwLock<T> {
    #[effect(views, locks)]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {}
    #[effect(views, locks)]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {}
    #[effect(views, locks)]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {}
    #[effect(views, locks)]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {}
    pub fn is_poisoned(&self) -> bool {}
    #[effect(views)]
    pub fn get_mut(&mut self) -> LockResult<&mut T> {}
}
impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {}
}
#[repr(Rust)]
pub struct MutexGuard<'a, T: ?Sized> {
    _lock: &'a Mutex<T>,
    _panicking: bool,
}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {}
}
#[repr(Rust)]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    _data: core::ptr::NonNull<T>,
    _lock: &'a [u32; 2],
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
#[repr(Rust)]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    _lock: &'a RwLock<T>,
    _panicking: bool,
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {}
}
#[repr(Rust)]
pub struct OnceLock<T> {
    once: core::cell::UnsafeCell<u32>,
    value: core::cell::UnsafeCell<core::mem::MaybeUninit<T>>,
}
impl<T> OnceLock<T> {
    pub const fn new() -> OnceLock<T> {}
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
impl<T> Default for OnceLock<T> {
    fn default() -> Self {}
}
#[repr(Rust)]
pub struct LazyLock<T, F = fn() -> T> {
    once: core::cell::UnsafeCell<u32>,
    data: core::cell::UnsafeCell<LazyData<T, F>>,
}
#[repr(Rust)]
union LazyData<T, F> {
    value: T,
    f: F,
}
impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    pub const fn new(f: F) -> LazyLock<T, F> {}
    pub fn force(this: &LazyLock<T, F>) -> &T {}
}
impl<T, F> Deref for LazyLock<T, F> {
    type Target = T;
    fn deref(&self) -> &T {}
}
#[repr(Rust)]
pub struct Condvar(core::cell::UnsafeCell<u32>);
impl Condvar {
    pub const fn new() -> Condvar {}
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {}
    pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<'a, T>, condition: F) -> LockResult<MutexGuard<'a, T>> {}
    pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, dur: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {}
    pub fn notify_one(&self) {}
    pub fn notify_all(&self) {}
}
impl Default for Condvar {
    fn default() -> Self {}
}
pub struct WaitTimeoutResult(bool);
impl WaitTimeoutResult {
    pub fn timed_out(&self) -> bool {}
}
pub struct Barrier(());
impl Barrier {
    pub fn new(n: usize) -> Barrier {}
    pub fn wait(&self) -> BarrierWaitResult {}
}
pub struct BarrierWaitResult(bool);
impl BarrierWaitResult {
    pub fn is_leader(&self) -> bool {}
}
#[repr(Rust)]
pub struct Once(core::cell::UnsafeCell<u32>);
impl Once {
    pub const fn new() -> Once {}
    pub fn call_once<F: FnOnce()>(&self, f: F) {}
    pub fn is_completed(&self) -> bool {}
}
