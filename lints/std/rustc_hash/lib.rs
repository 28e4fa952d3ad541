//! `rustc_hash`.
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
#[repr(Rust)]
pub struct FxBuildHasher;
impl core::hash::BuildHasher for FxBuildHasher {
    type Hasher = FxHasher;
    fn build_hasher(&self) -> FxHasher {}
}
impl Clone for FxBuildHasher {
    fn clone(&self) -> Self {}
}
impl Default for FxBuildHasher {
    fn default() -> Self {}
}
pub struct FxSeededState {
    seed: usize,
}
pub type FxHashMap<K, V> = HashMap<K, V, FxBuildHasher>;
pub type FxHashSet<T> = HashSet<T, FxBuildHasher>;
