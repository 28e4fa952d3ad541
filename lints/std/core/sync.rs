pub mod atomic {
    #[repr(Rust)]
    pub enum Ordering {
        Relaxed,
        Release,
        Acquire,
        AcqRel,
        SeqCst,
    }
    impl Clone for Ordering {
        fn clone(&self) -> Self {}
    }
    impl Copy for Ordering {}
    pub fn fence(order: Ordering) {}
    pub fn compiler_fence(order: Ordering) {}
    #[repr(transparent)]
    pub struct AtomicPtr<T> {
        p: crate::cell::UnsafeCell<*mut T>,
    }
    impl<T> AtomicPtr<T> {
        pub fn new(p: *mut T) -> AtomicPtr<T> {}
        pub fn get_mut(&mut self) -> &mut *mut T {}
        pub fn into_inner(self) -> *mut T {}
        pub fn load(&self, order: Ordering) -> *mut T {}
        #[effect(alters)]
        pub fn store(&self, ptr: *mut T, order: Ordering) {}
        #[effect(alters)]
        pub fn swap(&self, ptr: *mut T, order: Ordering) -> *mut T {}
        #[effect(alters)]
        pub fn compare_exchange(
            &self,
            current: *mut T,
            new: *mut T,
            success: Ordering,
            failure: Ordering,
        ) -> Result<*mut T, *mut T> {
        }
        #[effect(alters)]
        pub fn compare_exchange_weak(
            &self,
            current: *mut T,
            new: *mut T,
            success: Ordering,
            failure: Ordering,
        ) -> Result<*mut T, *mut T> {
        }
    }
    impl<T> Default for AtomicPtr<T> {
        fn default() -> Self {}
    }
    pub trait AtomicPrimitive {}
    #[repr(transparent)]
    pub struct Atomic<T> {
        value: crate::cell::UnsafeCell<T>,
    }
    pub type AtomicBool = Atomic<bool>;
    pub type AtomicU8 = Atomic<u8>;
    pub type AtomicU16 = Atomic<u16>;
    pub type AtomicU32 = Atomic<u32>;
    pub type AtomicU64 = Atomic<u64>;
    pub type AtomicUsize = Atomic<usize>;
    pub type AtomicI8 = Atomic<i8>;
    pub type AtomicI16 = Atomic<i16>;
    pub type AtomicI32 = Atomic<i32>;
    pub type AtomicI64 = Atomic<i64>;
    pub type AtomicIsize = Atomic<isize>;
    impl<T> Atomic<T> {
        pub fn new(v: T) -> Atomic<T> {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
        pub fn load(&self, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn store(&self, val: T, order: Ordering) {}
        #[effect(alters)]
        pub fn swap(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn compare_and_swap(&self, current: T, new: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn compare_exchange(&self, current: T, new: T, success: Ordering, failure: Ordering) -> Result<T, T> {}
        #[effect(alters)]
        pub fn compare_exchange_weak(&self, current: T, new: T, success: Ordering, failure: Ordering) -> Result<T, T> {}
        #[effect(alters)]
        pub fn fetch_add(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_sub(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_and(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_nand(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_or(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_xor(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_max(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_min(&self, val: T, order: Ordering) -> T {}
        #[effect(alters)]
        pub fn fetch_update<F: FnMut(T) -> Option<T>>(
            &self,
            set_order: Ordering,
            fetch_order: Ordering,
            f: F,
        ) -> Result<T, T> {
        }
        pub fn as_ptr(&self) -> *mut T {}
    }
    impl<T: Default> Default for Atomic<T> {
        fn default() -> Self {}
    }
    impl<T> From<T> for Atomic<T> {
        fn from(v: T) -> Self {}
    }
}
