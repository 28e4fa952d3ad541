//! `indexmap`.
pub mod map;
pub mod set;
pub use self::map::IndexMap;
pub use self::set::IndexSet;
pub trait Equivalent<K: ?Sized> {
    fn equivalent(&self, key: &K) -> bool;
}
