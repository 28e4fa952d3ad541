use std::io;
use std::time::Duration;
pub type Result<T> = core::result::Result<T, Box<dyn core::any::Any + Send>>;
pub struct LocalKey<T> {
    _private: T,
}
impl<T> LocalKey<T> {
    pub fn with<F: FnOnce(&T) -> R, R>(&self, f: F) -> R {}
    pub fn try_with<F: FnOnce(&T) -> R, R>(&self, f: F) -> core::result::Result<R, AccessError> {}
}
impl<T> LocalKey<core::cell::Cell<T>> {
    pub fn set(&self, value: T) {}
    pub fn get(&self) -> T {}
    pub fn take(&self) -> T {}
    pub fn replace(&self, value: T) -> T {}
}
impl<T> LocalKey<core::cell::RefCell<T>> {
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&self, f: F) -> R {}
    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&self, f: F) -> R {}
    pub fn set(&self, value: T) {}
    pub fn take(&self) -> T {}
    pub fn replace(&self, value: T) -> T {}
}
pub struct AccessError;
pub struct Thread(());
impl Thread {
    pub fn unpark(&self) {}
    pub fn id(&self) -> ThreadId {}
    pub fn name(&self) -> Option<&str> {}
}
impl Clone for Thread {
    fn clone(&self) -> Self {}
}
pub struct ThreadId(u64);
pub struct JoinHandle<T> {
    _private: *mut T,
}
impl<T> JoinHandle<T> {
    pub fn thread(&self) -> &Thread {}
    pub fn join(self) -> Result<T> {}
    pub fn is_finished(&self) -> bool {}
}
pub struct Scope<'scope, 'env>(&'scope (), &'env ());
pub struct ScopedJoinHandle<'scope, T> {
    _private: &'scope T,
}
impl<'scope, 'env> Scope<'scope, 'env> {
    #[effect(spawns, scoped)]
    pub fn spawn<F: FnOnce() -> T, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T> {}
}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
    pub fn thread(&self) -> &Thread {}
    pub fn join(self) -> Result<T> {}
    pub fn is_finished(&self) -> bool {}
}
pub struct Builder(());
impl Builder {
    pub fn new() -> Builder {}
    pub fn name(self, name: String) -> Builder {}
    pub fn stack_size(self, size: usize) -> Builder {}
    #[effect(spawns)]
    pub fn spawn<F: FnOnce() -> T, T>(self, f: F) -> io::Result<JoinHandle<T>> {}
    #[effect(spawns, scoped)]
    pub fn spawn_scoped<'scope, 'env, F: FnOnce() -> T, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>> {
    }
}
#[effect(spawns)]
pub fn spawn<F: FnOnce() -> T, T>(f: F) -> JoinHandle<T> {}
pub fn scope<'env, F: FnOnce(&Scope<'_, 'env>) -> T, T>(f: F) -> T {}
#[effect(numbers)]
pub fn current() -> Thread {}
pub fn yield_now() {}
pub fn panicking() -> bool {}
pub fn sleep(dur: Duration) {}
pub fn park() {}
pub fn park_timeout(dur: Duration) {}
pub fn available_parallelism() -> io::Result<core::num::NonZero<usize>> {}
