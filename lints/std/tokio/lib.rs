#[effect(spawns)]
pub fn spawn<F>(future: F) -> task::JoinHandle<F> {}
pub mod task {
    pub struct JoinHandle<T>(T);
    #[effect(spawns)]
    pub fn spawn_blocking<F: FnOnce() -> R, R>(f: F) -> JoinHandle<R> {}
    pub struct JoinSet<T>(T);
    impl<T> JoinSet<T> {
        #[effect(spawns)]
        pub fn spawn<F>(&mut self, task: F) {}
        #[effect(spawns)]
        pub fn spawn_blocking<F: FnOnce() -> T>(&mut self, f: F) {}
    }
}
pub mod runtime {
    pub struct Runtime(());
    impl Runtime {
        #[effect(spawns)]
        pub fn spawn<F>(&self, future: F) {}
    }
}
