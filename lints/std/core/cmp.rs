use crate::option::Option;
#[repr(i8)]
pub enum Ordering {
    Less = -1,
    Equal = 0,
    Greater = 1,
}
impl Ordering {
    pub fn is_eq(self) -> bool {}
    pub fn is_ne(self) -> bool {}
    pub fn is_lt(self) -> bool {}
    pub fn is_gt(self) -> bool {}
    pub fn is_le(self) -> bool {}
    pub fn is_ge(self) -> bool {}
    pub fn reverse(self) -> Ordering {}
    pub fn then(self, other: Ordering) -> Ordering {}
    pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering {}
}
impl Clone for Ordering {
    fn clone(&self) -> Self {}
}
impl Copy for Ordering {}
pub trait PartialEq<Rhs: ?Sized = Self> {
    fn eq(&self, other: &Rhs) -> bool;
    fn ne(&self, other: &Rhs) -> bool;
}
pub trait Eq: PartialEq<Self> {}
pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
    fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
    fn lt(&self, other: &Rhs) -> bool;
    fn le(&self, other: &Rhs) -> bool;
    fn gt(&self, other: &Rhs) -> bool;
    fn ge(&self, other: &Rhs) -> bool;
}
pub trait Ord: Eq + PartialOrd<Self> {
    fn cmp(&self, other: &Self) -> Ordering;
    fn max(self, other: Self) -> Self;
    fn min(self, other: Self) -> Self;
    fn clamp(self, min: Self, max: Self) -> Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, char)]
impl Ord for Each {
    fn cmp(&self, other: &Self) -> Ordering {}
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, char)]
impl Eq for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char)]
impl PartialOrd for Each {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char)]
impl PartialEq for Each {
    fn eq(&self, other: &Self) -> bool {}
}
impl Ord for str {
    fn cmp(&self, other: &Self) -> Ordering {}
}
impl<T: Ord> Ord for [T] {
    fn cmp(&self, other: &Self) -> Ordering {}
}
impl<T: PartialOrd> PartialOrd for [T] {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
}
impl PartialOrd for str {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
}
impl<A: Ord + ?Sized> Ord for &A {
    fn cmp(&self, other: &Self) -> Ordering {}
}
impl<A: PartialOrd + ?Sized> PartialOrd for &A {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
}
impl<A: Ord, B: Ord> Ord for (A, B) {
    fn cmp(&self, other: &Self) -> Ordering {}
}
impl<A: PartialOrd, B: PartialOrd> PartialOrd for (A, B) {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
}
impl<A: Ord, B: Ord, C: Ord> Ord for (A, B, C) {
    fn cmp(&self, other: &Self) -> Ordering {}
}
impl<A: PartialOrd, B: PartialOrd, C: PartialOrd> PartialOrd for (A, B, C) {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
}
impl<T: Ord> Ord for Option<T> {
    fn cmp(&self, other: &Self) -> Ordering {}
}
impl<T: PartialOrd> PartialOrd for Option<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
}
#[repr(Rust)]
pub struct Reverse<T>(pub T);
impl<T: Ord> Ord for Reverse<T> {
    fn cmp(&self, other: &Self) -> Ordering {}
}
impl<T: Clone> Clone for Reverse<T> {
    fn clone(&self) -> Self {}
}
pub fn min<T: Ord>(v1: T, v2: T) -> T {}
pub fn min_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {}
pub fn min_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, f: F) -> T {}
pub fn max<T: Ord>(v1: T, v2: T) -> T {}
pub fn max_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {}
pub fn max_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, f: F) -> T {}
