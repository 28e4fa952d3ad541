//! `rand`: what is common to its versions.
pub mod distributions {
    pub trait Distribution<T> {
        fn sample<R: ?Sized>(&self, rng: &mut R) -> T;
    }
    pub struct Standard;
    pub struct Uniform<X>(X);
}
pub mod distr {
    pub use super::distributions::{Distribution, Uniform};
    pub struct StandardUniform;
}
pub mod rngs {
    pub struct StdRng(u64);
    pub struct SmallRng(u64);
    pub struct ThreadRng(u64);
    pub struct OsRng;
}
use self::rngs::{OsRng, SmallRng, StdRng, ThreadRng};
#[each(StdRng, SmallRng, ThreadRng, OsRng)]
impl RngCore for Each {}
#[each(StdRng, SmallRng)]
impl SeedableRng for Each {
    type Seed = [u8; 32];
}
pub mod seq {
    pub trait SliceRandom {
        type Item;
        fn choose<R: ?Sized>(&self, rng: &mut R) -> Option<&Self::Item>;
        fn choose_mut<R: ?Sized>(&mut self, rng: &mut R) -> Option<&mut Self::Item>;
        fn shuffle<R: ?Sized>(&mut self, rng: &mut R);
        fn partial_shuffle<R: ?Sized>(&mut self, rng: &mut R, amount: usize) -> (&mut [Self::Item], &mut [Self::Item]);
    }
    impl<T> SliceRandom for [T] {
        type Item = T;
    }
    pub use self::SliceRandom as IndexedRandom;
    pub use self::SliceRandom as IndexedMutRandom;
    pub trait IteratorRandom: Iterator {
        fn choose<R: ?Sized>(self, rng: &mut R) -> Option<Self::Item>;
        fn choose_multiple<R: ?Sized>(self, rng: &mut R, amount: usize) -> Vec<Self::Item>;
    }
    impl<I: Iterator> IteratorRandom for I {}
}
pub mod prelude {
    pub use super::distributions::Distribution;
    pub use super::rngs::{SmallRng, StdRng, ThreadRng};
    pub use super::seq::{IteratorRandom, SliceRandom};
    pub use super::{random, thread_rng, Rng, RngCore, SeedableRng};
}
pub trait SampleRange<T> {}
impl<T> SampleRange<T> for core::ops::Range<T> {}
impl<T> SampleRange<T> for core::ops::RangeInclusive<T> {}
pub trait RngCore {
    fn next_u32(&mut self) -> u32;
    fn next_u64(&mut self) -> u64;
    fn fill_bytes(&mut self, dest: &mut [u8]);
}
pub trait Rng: RngCore {
    fn r#gen<T>(&mut self) -> T;
    fn random<T>(&mut self) -> T;
    fn gen_range<T, R: SampleRange<T>>(&mut self, range: R) -> T;
    fn random_range<T, R: SampleRange<T>>(&mut self, range: R) -> T;
    fn gen_bool(&mut self, p: f64) -> bool;
    fn random_bool(&mut self, p: f64) -> bool;
    fn gen_ratio(&mut self, numerator: u32, denominator: u32) -> bool;
    fn sample<T, D: distributions::Distribution<T>>(&mut self, distr: D) -> T;
    fn fill<T: ?Sized>(&mut self, dest: &mut T);
}
impl<R: RngCore + ?Sized> Rng for R {}
impl<R: RngCore + ?Sized> RngCore for &mut R {}
pub trait SeedableRng: Sized {
    type Seed;
    fn from_seed(seed: Self::Seed) -> Self;
    fn seed_from_u64(state: u64) -> Self;
    fn from_entropy() -> Self;
    fn from_os_rng() -> Self;
}
pub use self::Rng as RngExt;
pub fn thread_rng() -> ThreadRng {}
pub fn rng() -> ThreadRng {}
pub fn random<T>() -> T {}
