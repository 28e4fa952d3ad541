pub struct Scope<'scope>(());
impl<'scope> Scope<'scope> {
    #[effect(spawns, scoped)]
    pub fn spawn<F: FnOnce(&Scope<'scope>)>(&self, body: F) {}
    #[effect(spawns, scoped, parallel)]
    pub fn spawn_broadcast<F: Fn(&Scope<'scope>, BroadcastContext<'_>)>(&self, body: F) {}
}
pub struct ScopeFifo<'scope>(());
impl<'scope> ScopeFifo<'scope> {
    #[effect(spawns, scoped)]
    pub fn spawn_fifo<F: FnOnce(&ScopeFifo<'scope>)>(&self, body: F) {}
}
pub struct ThreadPool(());
impl ThreadPool {
    #[effect(numbers)]
    pub fn current_thread_index(&self) -> Option<usize> {}
    #[effect(spawns)]
    pub fn spawn<F: FnOnce()>(&self, op: F) {}
    #[effect(spawns)]
    pub fn spawn_fifo<F: FnOnce()>(&self, op: F) {}
    #[effect(spawns, parallel)]
    pub fn spawn_broadcast<F: Fn(BroadcastContext<'_>)>(&self, op: F) {}
    #[effect(spawns, scoped, parallel)]
    pub fn broadcast<F: Fn(BroadcastContext<'_>) -> R, R>(&self, op: F) -> Vec<R> {}
    #[effect(spawns, scoped)]
    pub fn join<A: FnOnce() -> RA, B: FnOnce() -> RB, RA, RB>(&self, oper_a: A, oper_b: B) -> (RA, RB) {}
}
#[effect(spawns)]
pub fn spawn<F: FnOnce()>(func: F) {}
#[effect(spawns)]
pub fn spawn_fifo<F: FnOnce()>(func: F) {}
#[effect(spawns, parallel)]
pub fn spawn_broadcast<F: Fn(BroadcastContext<'_>)>(op: F) {}
#[effect(spawns, scoped, parallel)]
pub fn broadcast<F: Fn(BroadcastContext<'_>) -> R, R>(op: F) -> Vec<R> {}
#[effect(spawns, scoped)]
pub fn join<A: FnOnce() -> RA, B: FnOnce() -> RB, RA, RB>(oper_a: A, oper_b: B) -> (RA, RB) {}
#[effect(spawns, scoped)]
pub fn join_context<A: FnOnce(FnContext) -> RA, B: FnOnce(FnContext) -> RB, RA, RB>(oper_a: A, oper_b: B) -> (RA, RB) {}
#[effect(numbers)]
pub fn current_thread_index() -> Option<usize> {}
