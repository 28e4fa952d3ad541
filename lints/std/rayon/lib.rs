pub struct Scope<'scope>(&'scope ());
impl<'scope> Scope<'scope> {
    #[effect(spawns, scoped)]
    pub fn spawn<BODY>(&self, body: BODY) {}
}
pub mod iter {
    pub trait ParallelBridge {
        #[effect(adapts, parallel)]
        fn par_bridge(self);
    }
    pub trait IntoParallelIterator {
        #[effect(iterates, parallel)]
        fn into_par_iter(self) -> Self::Iter;
    }
    pub trait IntoParallelRefIterator<'data> {
        #[effect(iterates, parallel)]
        fn par_iter(&'data self) -> Self::Iter;
    }
    pub trait IntoParallelRefMutIterator<'data> {
        #[effect(iterates, parallel)]
        fn par_iter_mut(&'data mut self) -> Self::Iter;
    }
    pub trait IndexedParallelIterator {
        #[effect(adapts, keeps, numbers)]
        fn enumerate(self) -> Enumerate<Self>;
    }
    pub trait ParallelDrainRange<Idx> {
        #[effect(parallel)]
        fn par_drain<R>(self, range: R) -> Self::Iter;
    }
    pub trait ParallelDrainFull {
        #[effect(parallel)]
        fn par_drain(self) -> Self::Iter;
    }
    pub trait ParallelExtend<T> {
        #[effect(grows, takes)]
        fn par_extend<I>(&mut self, par_iter: I);
    }
    pub trait FromParallelIterator<T> {
        #[effect(builds, takes)]
        fn from_par_iter<I>(par_iter: I) -> Self;
    }
}
pub mod str {
    pub trait ParallelString {
        #[effect(parallel)]
        fn par_chars(&self);
        #[effect(parallel)]
        fn par_bytes(&self);
        #[effect(parallel)]
        fn par_lines(&self);
        #[effect(parallel)]
        fn par_split_whitespace(&self);
    }
}
pub mod slice {
    pub trait ParallelSlice<T> {
        #[effect(iterates, chunks, parallel)]
        fn par_chunks(&self, chunk_size: usize);
        #[effect(iterates, chunks, parallel)]
        fn par_chunks_exact(&self, chunk_size: usize);
        #[effect(iterates, chunks, parallel)]
        fn par_windows(&self, window_size: usize);
        #[effect(iterates, chunks, parallel)]
        fn par_rchunks(&self, chunk_size: usize);
        #[effect(parallel)]
        fn par_split<P>(&self, separator: P);
    }
    pub trait ParallelSliceMut<T> {
        #[effect(iterates, chunks, parallel)]
        fn par_chunks_mut(&mut self, chunk_size: usize);
        #[effect(iterates, chunks, parallel)]
        fn par_chunks_exact_mut(&mut self, chunk_size: usize);
        #[effect(iterates, chunks, parallel)]
        fn par_rchunks_mut(&mut self, chunk_size: usize);
        #[effect(parallel)]
        fn par_split_mut<P>(&mut self, separator: P);
        #[effect(sorts, walks, parallel)]
        fn par_sort(&mut self);
        #[effect(sorts, walks, parallel)]
        fn par_sort_by<F: Fn(&T, &T) -> core::cmp::Ordering>(&mut self, compare: F);
        #[effect(sorts, walks, parallel)]
        fn par_sort_by_key<K, F: Fn(&T) -> K>(&mut self, f: F);
        #[effect(sorts, walks, parallel)]
        fn par_sort_by_cached_key<K, F: Fn(&T) -> K>(&mut self, f: F);
        #[effect(sorts, walks, parallel)]
        fn par_sort_unstable(&mut self);
        #[effect(sorts, walks, parallel)]
        fn par_sort_unstable_by<F: Fn(&T, &T) -> core::cmp::Ordering>(&mut self, compare: F);
        #[effect(sorts, walks, parallel)]
        fn par_sort_unstable_by_key<K, F: Fn(&T) -> K>(&mut self, f: F);
    }
}
#[effect(spawns)]
pub fn spawn<F: FnOnce()>(func: F) {}
#[effect(spawns, scoped)]
pub fn join<A: FnOnce() -> RA, B: FnOnce() -> RB, RA, RB>(oper_a: A, oper_b: B) -> (RA, RB) {}
#[effect(numbers)]
pub fn current_thread_index() -> Option<usize> {}
