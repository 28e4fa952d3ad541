//! `once_cell`.
pub mod sync {
    pub use std::sync::LazyLock as Lazy;
    pub use std::sync::OnceLock as OnceCell;
}
pub mod unsync {
    pub use core::cell::LazyCell as Lazy;
    pub use core::cell::OnceCell;
}
