//! `alloc`.
pub mod borrow;
pub mod boxed;
pub mod collections;
pub mod rc;
pub mod string;
pub mod sync;
pub mod vec;

pub use core::slice;
pub use core::str;

pub mod fmt {
    pub use core::fmt::*;
    pub fn format(args: Arguments<'_>) -> crate::string::String {}
}

pub mod alloc {
    pub use core::alloc::*;
    pub fn alloc(layout: Layout) -> *mut u8 {}
    pub fn dealloc(ptr: *mut u8, layout: Layout) {}
    pub fn realloc(ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {}
    pub fn alloc_zeroed(layout: Layout) -> *mut u8 {}
    pub fn handle_alloc_error(layout: Layout) -> ! {}
    pub struct Global;
}

pub mod task {
    pub trait Wake {
        fn wake(self: crate::sync::Arc<Self>);
        fn wake_by_ref(self: &crate::sync::Arc<Self>);
    }
}
