//! `fxhash`.
use core::hash::{BuildHasherDefault, Hasher};
use std::collections::{HashMap, HashSet};
#[repr(Rust)]
pub struct FxHasher {
    hash: usize,
}
impl Hasher for FxHasher {}
impl Default for FxHasher {
    fn default() -> Self {}
}
impl Clone for FxHasher {
    fn clone(&self) -> Self {}
}
pub type FxBuildHasher = BuildHasherDefault<FxHasher>;
pub type FxHashMap<K, V> = HashMap<K, V, FxBuildHasher>;
pub type FxHashSet<T> = HashSet<T, FxBuildHasher>;
