pub mod thread {
    pub struct Scope<'env>(&'env ());
    impl<'env> Scope<'env> {
        #[effect(spawns, scoped)]
        pub fn spawn<'scope, F: FnOnce(&Scope<'env>) -> T, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T> {}
    }
    pub struct ScopedThreadBuilder<'scope, 'env>(&'scope (), &'env ());
    impl<'scope, 'env> ScopedThreadBuilder<'scope, 'env> {
        #[effect(spawns, scoped)]
        pub fn spawn<F: FnOnce(&Scope<'env>) -> T, T>(self, f: F) -> io::Result<ScopedJoinHandle<'scope, T>> {}
    }
}
pub mod atomic {
    pub struct AtomicCell<T>(T);
    impl<T> AtomicCell<T> {
        #[effect(alters)]
        pub fn store(&self, val: T) {}
        #[effect(alters)]
        pub fn swap(&self, val: T) -> T {}
        #[effect(alters)]
        pub fn compare_exchange(&self, current: T, new: T) -> Result<T, T> {}
        #[effect(alters)]
        pub fn fetch_update<F: FnMut(T) -> Option<T>>(&self, f: F) -> Result<T, T> {}
        #[effect(alters)]
        pub fn fetch_add(&self, val: T) -> T {}
        #[effect(alters)]
        pub fn fetch_sub(&self, val: T) -> T {}
        #[effect(alters)]
        pub fn fetch_and(&self, val: T) -> T {}
        #[effect(alters)]
        pub fn fetch_or(&self, val: T) -> T {}
        #[effect(alters)]
        pub fn fetch_xor(&self, val: T) -> T {}
        #[effect(alters)]
        pub fn fetch_max(&self, val: T) -> T {}
        #[effect(alters)]
        pub fn fetch_min(&self, val: T) -> T {}
    }
}
pub mod sync {
    pub struct ShardedLock<T: ?Sized>(T);
    impl<T: ?Sized> ShardedLock<T> {
        #[effect(views, locks)]
        pub fn read(&self) -> LockResult<ShardedLockReadGuard<'_, T>> {}
        #[effect(views, locks)]
        pub fn write(&self) -> LockResult<ShardedLockWriteGuard<'_, T>> {}
    }
}
