#[effect(spawns)]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output> {}
pub mod task {
    #[effect(spawns)]
    pub fn spawn_blocking<F: FnOnce() -> R, R>(f: F) -> JoinHandle<R> {}
    pub struct JoinSet<T>(T);
    impl<T> JoinSet<T> {
        #[effect(spawns)]
        pub fn spawn<F>(&mut self, task: F) -> AbortHandle {}
        #[effect(spawns)]
        pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle {}
        #[effect(spawns)]
        pub fn spawn_blocking<F: FnOnce() -> T>(&mut self, f: F) -> AbortHandle {}
    }
}
pub mod runtime {
    pub struct Runtime(());
    impl Runtime {
        #[effect(spawns)]
        pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output> {}
        #[effect(spawns)]
        pub fn spawn_blocking<F: FnOnce() -> R, R>(&self, func: F) -> JoinHandle<R> {}
    }
    pub struct Handle(());
    impl Handle {
        #[effect(spawns)]
        pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output> {}
        #[effect(spawns)]
        pub fn spawn_blocking<F: FnOnce() -> R, R>(&self, func: F) -> JoinHandle<R> {}
    }
}
pub mod sync {
    pub struct Mutex<T: ?Sized>(T);
    impl<T: ?Sized> Mutex<T> {
        #[effect(views, locks)]
        pub async fn lock(&self) -> MutexGuard<'_, T> {}
        #[effect(views, locks)]
        pub fn blocking_lock(&self) -> MutexGuard<'_, T> {}
    }
    pub struct RwLock<T: ?Sized>(T);
    impl<T: ?Sized> RwLock<T> {
        #[effect(views, locks)]
        pub async fn read(&self) -> RwLockReadGuard<'_, T> {}
        #[effect(views, locks)]
        pub async fn write(&self) -> RwLockWriteGuard<'_, T> {}
        #[effect(views, locks)]
        pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {}
        #[effect(views, locks)]
        pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {}
    }
}
