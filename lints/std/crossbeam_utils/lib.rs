pub mod thread {
    pub struct Scope<'env>(&'env ());
    impl<'env> Scope<'env> {
        #[effect(spawns, scoped)]
        pub fn spawn<'scope, F, T>(&'scope self, f: F) {}
    }
}
