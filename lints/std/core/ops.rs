pub trait Deref {
    type Target: ?Sized;
    #[effect(views)]
    fn deref(&self) -> &Self::Target;
}
pub trait DerefMut: Deref {
    #[effect(views)]
    fn deref_mut(&mut self) -> &mut Self::Target;
}
impl<T: ?Sized> Deref for &T {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> Deref for &mut T {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> DerefMut for &mut T {
    fn deref_mut(&mut self) -> &mut T {}
}
pub trait Drop {
    fn drop(&mut self);
}
pub trait FnOnce<Args> {
    type Output;
}
pub trait FnMut<Args>: FnOnce<Args> {}
pub trait Fn<Args>: FnMut<Args> {}
pub trait AsyncFnOnce<Args> {
    type Output;
}
pub trait AsyncFnMut<Args>: AsyncFnOnce<Args> {}
pub trait AsyncFn<Args>: AsyncFnMut<Args> {}
pub trait Index<Idx: ?Sized> {
    type Output: ?Sized;
    #[effect(looks_up)]
    fn index(&self, index: Idx) -> &Self::Output;
}
pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
    #[effect(looks_up)]
    fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
}
pub trait Neg {
    type Output;
    fn neg(self) -> Self::Output;
}
pub trait Not {
    type Output;
    fn not(self) -> Self::Output;
}
pub trait Add<Rhs = Self> {
    type Output;
    fn add(self, rhs: Rhs) -> Self::Output;
}
pub trait Sub<Rhs = Self> {
    type Output;
    fn sub(self, rhs: Rhs) -> Self::Output;
}
pub trait Mul<Rhs = Self> {
    type Output;
    fn mul(self, rhs: Rhs) -> Self::Output;
}
pub trait Div<Rhs = Self> {
    type Output;
    fn div(self, rhs: Rhs) -> Self::Output;
}
pub trait Rem<Rhs = Self> {
    type Output;
    fn rem(self, rhs: Rhs) -> Self::Output;
}
pub trait BitAnd<Rhs = Self> {
    type Output;
    fn bitand(self, rhs: Rhs) -> Self::Output;
}
pub trait BitOr<Rhs = Self> {
    type Output;
    fn bitor(self, rhs: Rhs) -> Self::Output;
}
pub trait BitXor<Rhs = Self> {
    type Output;
    fn bitxor(self, rhs: Rhs) -> Self::Output;
}
pub trait Shl<Rhs = Self> {
    type Output;
    fn shl(self, rhs: Rhs) -> Self::Output;
}
pub trait Shr<Rhs = Self> {
    type Output;
    fn shr(self, rhs: Rhs) -> Self::Output;
}
pub trait AddAssign<Rhs = Self> {
    fn add_assign(&mut self, rhs: Rhs);
}
pub trait SubAssign<Rhs = Self> {
    fn sub_assign(&mut self, rhs: Rhs);
}
pub trait MulAssign<Rhs = Self> {
    fn mul_assign(&mut self, rhs: Rhs);
}
pub trait DivAssign<Rhs = Self> {
    fn div_assign(&mut self, rhs: Rhs);
}
pub trait RemAssign<Rhs = Self> {
    fn rem_assign(&mut self, rhs: Rhs);
}
pub trait BitAndAssign<Rhs = Self> {
    fn bitand_assign(&mut self, rhs: Rhs);
}
pub trait BitOrAssign<Rhs = Self> {
    fn bitor_assign(&mut self, rhs: Rhs);
}
pub trait BitXorAssign<Rhs = Self> {
    fn bitxor_assign(&mut self, rhs: Rhs);
}
pub trait ShlAssign<Rhs = Self> {
    fn shl_assign(&mut self, rhs: Rhs);
}
pub trait ShrAssign<Rhs = Self> {
    fn shr_assign(&mut self, rhs: Rhs);
}

#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Add for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Sub for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Mul for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Div for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Rem for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool)]
impl BitAnd for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool)]
impl BitOr for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool)]
impl BitXor for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize)]
impl<T> Shl<T> for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize)]
impl<T> Shr<T> for Each {
    type Output = Self;
}
#[each(i8, i16, i32, i64, i128, isize, f32, f64)]
impl Neg for Each {
    type Output = Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool)]
impl Not for Each {
    type Output = Self;
}

#[repr(Rust)]
pub struct RangeFull;
#[repr(Rust)]
pub struct Range<Idx> {
    pub start: Idx,
    pub end: Idx,
}
#[repr(Rust)]
pub struct RangeFrom<Idx> {
    pub start: Idx,
}
#[repr(Rust)]
pub struct RangeTo<Idx> {
    pub end: Idx,
}
#[repr(Rust)]
pub struct RangeInclusive<Idx> {
    start: Idx,
    end: Idx,
    exhausted: bool,
}
#[repr(Rust)]
pub struct RangeToInclusive<Idx> {
    pub end: Idx,
}
impl<Idx> Range<Idx> {
    pub fn contains<U: ?Sized>(&self, item: &U) -> bool {}
    pub fn is_empty(&self) -> bool {}
}
impl<Idx> RangeFrom<Idx> {
    pub fn contains<U: ?Sized>(&self, item: &U) -> bool {}
}
impl<Idx> RangeTo<Idx> {
    pub fn contains<U: ?Sized>(&self, item: &U) -> bool {}
}
impl<Idx> RangeInclusive<Idx> {
    pub fn new(start: Idx, end: Idx) -> RangeInclusive<Idx> {}
    pub fn start(&self) -> &Idx {}
    pub fn end(&self) -> &Idx {}
    pub fn into_inner(self) -> (Idx, Idx) {}
    pub fn contains<U: ?Sized>(&self, item: &U) -> bool {}
    pub fn is_empty(&self) -> bool {}
}
impl<Idx: Clone> Clone for Range<Idx> {
    fn clone(&self) -> Self {}
}
impl<Idx: Clone> Clone for RangeInclusive<Idx> {
    fn clone(&self) -> Self {}
}
impl<A: crate::iter::Step> Iterator for Range<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {}
}
impl<A: crate::iter::Step> DoubleEndedIterator for Range<A> {
    fn next_back(&mut self) -> Option<A> {}
}
impl<A> ExactSizeIterator for Range<A> {}
impl<A: crate::iter::Step> Iterator for RangeFrom<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {}
}
impl<A: crate::iter::Step> Iterator for RangeInclusive<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {}
}
impl<A: crate::iter::Step> DoubleEndedIterator for RangeInclusive<A> {
    fn next_back(&mut self) -> Option<A> {}
}
impl<A> ExactSizeIterator for RangeInclusive<A> {}
#[repr(Rust)]
pub enum Bound<T> {
    Included(T),
    Excluded(T),
    Unbounded,
}
impl<T> Bound<T> {
    pub fn as_ref(&self) -> Bound<&T> {}
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Bound<U> {}
}
impl<T: Clone> Bound<&T> {
    pub fn cloned(self) -> Bound<T> {}
}
pub trait RangeBounds<T: ?Sized> {
    fn start_bound(&self) -> Bound<&T>;
    fn end_bound(&self) -> Bound<&T>;
    fn contains<U: ?Sized>(&self, item: &U) -> bool;
}
impl<T> RangeBounds<T> for Range<T> {}
impl<T> RangeBounds<T> for RangeFrom<T> {}
impl<T> RangeBounds<T> for RangeTo<T> {}
impl<T> RangeBounds<T> for RangeInclusive<T> {}
impl<T> RangeBounds<T> for RangeToInclusive<T> {}
impl<T: ?Sized> RangeBounds<T> for RangeFull {}
impl<T> RangeBounds<T> for (Bound<T>, Bound<T>) {}
#[repr(Rust)]
pub enum ControlFlow<B, C = ()> {
    Continue(C),
    Break(B),
}
impl<B, C> ControlFlow<B, C> {
    pub fn is_break(&self) -> bool {}
    pub fn is_continue(&self) -> bool {}
    pub fn break_value(self) -> Option<B> {}
    pub fn continue_value(self) -> Option<C> {}
}
