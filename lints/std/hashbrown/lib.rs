//! `hashbrown`.
pub mod hash_map;
pub mod hash_set;
pub mod hash_table;
pub use self::hash_map::HashMap;
pub use self::hash_set::HashSet;
pub use self::hash_table::HashTable;
pub struct DefaultHashBuilder {
    _seed: u64,
}
impl Clone for DefaultHashBuilder {
    fn clone(&self) -> Self {}
}
impl Default for DefaultHashBuilder {
    fn default() -> Self {}
}
pub trait Equivalent<K: ?Sized> {
    fn equivalent(&self, key: &K) -> bool;
}
pub enum TryReserveError {
    CapacityOverflow,
    AllocError,
}
