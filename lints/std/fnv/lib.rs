//! `fnv`.
use core::hash::{BuildHasherDefault, Hasher};
use std::collections::{HashMap, HashSet};
pub struct FnvHasher {
    hash: usize,
}
impl Hasher for FnvHasher {}
impl Default for FnvHasher {
    fn default() -> Self {}
}
impl Clone for FnvHasher {
    fn clone(&self) -> Self {}
}
pub type FnvBuildHasher = BuildHasherDefault<FnvHasher>;
pub type FnvHashMap<K, V> = HashMap<K, V, FnvBuildHasher>;
pub type FnvHashSet<T> = HashSet<T, FnvBuildHasher>;
