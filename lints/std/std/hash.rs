pub use core::hash::*;
#[repr(Rust)]
pub struct RandomState {
    k0: u64,
    k1: u64,
}
impl RandomState {
    pub fn new() -> RandomState {}
}
impl Clone for RandomState {
    fn clone(&self) -> Self {}
}
impl Default for RandomState {
    fn default() -> Self {}
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
    fn build_hasher(&self) -> DefaultHasher {}
}
pub struct DefaultHasher {
    state: [u64; 8],
}
impl DefaultHasher {
    pub fn new() -> DefaultHasher {}
}
impl Hasher for DefaultHasher {}
impl Default for DefaultHasher {
    fn default() -> Self {}
}
