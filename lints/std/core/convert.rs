#[repr(Rust)]
pub enum Infallible {}
pub fn identity<T>(x: T) -> T {}
pub trait AsRef<T: ?Sized> {
    #[effect(views)]
    fn as_ref(&self) -> &T;
}
pub trait AsMut<T: ?Sized> {
    #[effect(views)]
    fn as_mut(&mut self) -> &mut T;
}
pub trait Into<T>: Sized {
    #[effect(open, converts)]
    fn into(self) -> T;
}
pub trait From<T>: Sized {
    #[effect(builds)]
    fn from(value: T) -> Self;
}
pub trait TryInto<T>: Sized {
    type Error;
    #[effect(open, converts)]
    fn try_into(self) -> crate::result::Result<T, Self::Error>;
}
pub trait TryFrom<T>: Sized {
    type Error;
    fn try_from(value: T) -> crate::result::Result<Self, Self::Error>;
}
impl<T, U: From<T>> Into<U> for T {
    fn into(self) -> U {}
}
impl<T> From<T> for T {
    fn from(t: T) -> T {}
}
impl<T, U: TryFrom<T>> TryInto<U> for T {
    type Error = <U as TryFrom<T>>::Error;
    fn try_into(self) -> crate::result::Result<U, Self::Error> {}
}
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {
    fn as_ref(&self) -> &U {}
}
impl<T> AsRef<[T]> for [T] {
    fn as_ref(&self) -> &[T] {}
}
impl<T, const N: usize> AsRef<[T]> for [T; N] {
    fn as_ref(&self) -> &[T] {}
}
impl<T> AsMut<[T]> for [T] {
    fn as_mut(&mut self) -> &mut [T] {}
}
impl AsRef<str> for str {
    fn as_ref(&self) -> &str {}
}
impl AsRef<[u8]> for str {
    fn as_ref(&self) -> &[u8] {}
}
impl<'a, T, const N: usize> TryFrom<&'a [T]> for [T; N] {
    type Error = crate::array::TryFromSliceError;
    fn try_from(slice: &[T]) -> crate::result::Result<[T; N], Self::Error> {}
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize)]
impl TryFrom<usize> for Each {
    type Error = crate::num::TryFromIntError;
    fn try_from(value: usize) -> crate::result::Result<Self, Self::Error> {}
}
#[each(u16, u32, u64, u128, usize, i16, i32, i64, i128, f32, f64, char)]
impl From<u8> for Each {
    fn from(value: u8) -> Self {}
}
#[each(u32, u64, u128, usize, i32, i64, i128, f32, f64)]
impl From<u16> for Each {
    fn from(value: u16) -> Self {}
}
#[each(u64, u128, i64, i128, f64)]
impl From<u32> for Each {
    fn from(value: u32) -> Self {}
}
#[each(i64, i128, f64)]
impl From<i32> for Each {
    fn from(value: i32) -> Self {}
}
#[each(u128, i128)]
impl From<u64> for Each {
    fn from(value: u64) -> Self {}
}
impl From<f32> for f64 {
    fn from(value: f32) -> Self {}
}
impl From<char> for u32 {
    fn from(value: char) -> Self {}
}
