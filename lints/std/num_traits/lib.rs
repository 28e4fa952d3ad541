//! `num_traits`.
use core::num::FpCategory;
use core::ops::{Add, Div, Mul, Neg, Rem, Sub};
pub mod bounds {
    pub use crate::Bounded;
}
pub mod cast {
    pub use crate::{cast, AsPrimitive, FromPrimitive, NumCast, ToPrimitive};
}
pub mod float {
    pub use crate::{Float, FloatConst, FloatCore};
}
pub mod identities {
    pub use crate::{one, zero, One, Zero};
}
pub mod int {
    pub use crate::PrimInt;
}
pub mod sign {
    pub use crate::{Signed, Unsigned};
}
pub trait Zero: Sized + Add<Self, Output = Self> {
    fn zero() -> Self;
    fn is_zero(&self) -> bool;
    fn set_zero(&mut self);
}
pub trait One: Sized + Mul<Self, Output = Self> {
    fn one() -> Self;
    fn is_one(&self) -> bool;
    fn set_one(&mut self);
}
pub trait NumOps<Rhs = Self, Output = Self>:
    Add<Rhs, Output = Output> + Sub<Rhs, Output = Output> + Mul<Rhs, Output = Output> + Div<Rhs, Output = Output> + Rem<Rhs, Output = Output>
{
}
pub trait Num: PartialEq + Zero + One + NumOps {
    type FromStrRadixErr;
    fn from_str_radix(str: &str, radix: u32) -> Result<Self, Self::FromStrRadixErr>;
}
pub trait NumRef: Num {}
pub trait RefNum<Base>: NumOps<Base, Base> {}
pub trait NumAssignOps<Rhs = Self> {}
pub trait NumAssign: Num + NumAssignOps {}
pub trait NumAssignRef: NumAssign {}
pub trait Bounded {
    fn min_value() -> Self;
    fn max_value() -> Self;
}
pub trait Signed: Sized + Num + Neg<Output = Self> {
    fn abs(&self) -> Self;
    fn abs_sub(&self, other: &Self) -> Self;
    fn signum(&self) -> Self;
    fn is_positive(&self) -> bool;
    fn is_negative(&self) -> bool;
}
pub trait Unsigned: Num {}
pub trait ToPrimitive {
    fn to_isize(&self) -> Option<isize>;
    fn to_i8(&self) -> Option<i8>;
    fn to_i16(&self) -> Option<i16>;
    fn to_i32(&self) -> Option<i32>;
    fn to_i64(&self) -> Option<i64>;
    fn to_i128(&self) -> Option<i128>;
    fn to_usize(&self) -> Option<usize>;
    fn to_u8(&self) -> Option<u8>;
    fn to_u16(&self) -> Option<u16>;
    fn to_u32(&self) -> Option<u32>;
    fn to_u64(&self) -> Option<u64>;
    fn to_u128(&self) -> Option<u128>;
    fn to_f32(&self) -> Option<f32>;
    fn to_f64(&self) -> Option<f64>;
}
pub trait FromPrimitive: Sized {
    fn from_isize(n: isize) -> Option<Self>;
    fn from_i8(n: i8) -> Option<Self>;
    fn from_i16(n: i16) -> Option<Self>;
    fn from_i32(n: i32) -> Option<Self>;
    fn from_i64(n: i64) -> Option<Self>;
    fn from_i128(n: i128) -> Option<Self>;
    fn from_usize(n: usize) -> Option<Self>;
    fn from_u8(n: u8) -> Option<Self>;
    fn from_u16(n: u16) -> Option<Self>;
    fn from_u32(n: u32) -> Option<Self>;
    fn from_u64(n: u64) -> Option<Self>;
    fn from_u128(n: u128) -> Option<Self>;
    fn from_f32(n: f32) -> Option<Self>;
    fn from_f64(n: f64) -> Option<Self>;
}
pub trait NumCast: Sized + ToPrimitive {
    fn from<T: ToPrimitive>(n: T) -> Option<Self>;
}
pub trait AsPrimitive<T>: Copy {
    fn as_(self) -> T;
}
pub trait PrimInt: Sized + Copy + Num + NumCast + Bounded + PartialOrd + Ord + Eq {
    fn count_ones(self) -> u32;
    fn count_zeros(self) -> u32;
    fn leading_zeros(self) -> u32;
    fn trailing_zeros(self) -> u32;
    fn swap_bytes(self) -> Self;
    fn pow(self, exp: u32) -> Self;
}
pub trait Float: Num + Copy + NumCast + PartialOrd + Neg<Output = Self> {
    fn nan() -> Self;
    fn infinity() -> Self;
    fn neg_infinity() -> Self;
    fn neg_zero() -> Self;
    fn min_value() -> Self;
    fn min_positive_value() -> Self;
    fn epsilon() -> Self;
    fn max_value() -> Self;
    fn is_nan(self) -> bool;
    fn is_infinite(self) -> bool;
    fn is_finite(self) -> bool;
    fn is_normal(self) -> bool;
    fn is_sign_positive(self) -> bool;
    fn is_sign_negative(self) -> bool;
    fn floor(self) -> Self;
    fn ceil(self) -> Self;
    fn round(self) -> Self;
    fn trunc(self) -> Self;
    fn fract(self) -> Self;
    fn abs(self) -> Self;
    fn signum(self) -> Self;
    fn recip(self) -> Self;
    fn sqrt(self) -> Self;
    fn exp(self) -> Self;
    fn exp2(self) -> Self;
    fn ln(self) -> Self;
    fn log2(self) -> Self;
    fn log10(self) -> Self;
    fn cbrt(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tan(self) -> Self;
    fn asin(self) -> Self;
    fn acos(self) -> Self;
    fn atan(self) -> Self;
    fn exp_m1(self) -> Self;
    fn ln_1p(self) -> Self;
    fn sinh(self) -> Self;
    fn cosh(self) -> Self;
    fn tanh(self) -> Self;
    fn asinh(self) -> Self;
    fn acosh(self) -> Self;
    fn atanh(self) -> Self;
    fn to_degrees(self) -> Self;
    fn to_radians(self) -> Self;
    fn powf(self, other: Self) -> Self;
    fn log(self, other: Self) -> Self;
    fn max(self, other: Self) -> Self;
    fn min(self, other: Self) -> Self;
    fn abs_sub(self, other: Self) -> Self;
    fn hypot(self, other: Self) -> Self;
    fn atan2(self, other: Self) -> Self;
    fn copysign(self, other: Self) -> Self;
    fn powi(self, n: i32) -> Self;
    fn mul_add(self, a: Self, b: Self) -> Self;
    fn sin_cos(self) -> (Self, Self);
    fn clamp(self, min: Self, max: Self) -> Self;
    fn classify(self) -> FpCategory;
    fn integer_decode(self) -> (u64, i16, i8);
}
pub trait FloatCore: Num + NumCast + Neg<Output = Self> + PartialOrd + Copy {
    fn nan() -> Self;
    fn infinity() -> Self;
    fn neg_infinity() -> Self;
    fn neg_zero() -> Self;
    fn min_value() -> Self;
    fn min_positive_value() -> Self;
    fn epsilon() -> Self;
    fn max_value() -> Self;
    fn abs(self) -> Self;
    fn max(self, other: Self) -> Self;
    fn min(self, other: Self) -> Self;
    fn is_nan(self) -> bool;
}
pub trait Real: Num + Copy + NumCast + PartialOrd + Neg<Output = Self> {
    fn is_nan(self) -> bool;
    fn is_infinite(self) -> bool;
    fn is_finite(self) -> bool;
    fn is_normal(self) -> bool;
    fn is_sign_positive(self) -> bool;
    fn is_sign_negative(self) -> bool;
    fn floor(self) -> Self;
    fn ceil(self) -> Self;
    fn round(self) -> Self;
    fn trunc(self) -> Self;
    fn fract(self) -> Self;
    fn abs(self) -> Self;
    fn signum(self) -> Self;
    fn recip(self) -> Self;
    fn sqrt(self) -> Self;
    fn exp(self) -> Self;
    fn exp2(self) -> Self;
    fn ln(self) -> Self;
    fn log2(self) -> Self;
    fn log10(self) -> Self;
    fn cbrt(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tan(self) -> Self;
    fn asin(self) -> Self;
    fn acos(self) -> Self;
    fn atan(self) -> Self;
    fn exp_m1(self) -> Self;
    fn ln_1p(self) -> Self;
    fn sinh(self) -> Self;
    fn cosh(self) -> Self;
    fn tanh(self) -> Self;
    fn asinh(self) -> Self;
    fn acosh(self) -> Self;
    fn atanh(self) -> Self;
    fn to_degrees(self) -> Self;
    fn to_radians(self) -> Self;
    fn powf(self, other: Self) -> Self;
    fn log(self, other: Self) -> Self;
    fn max(self, other: Self) -> Self;
    fn min(self, other: Self) -> Self;
    fn abs_sub(self, other: Self) -> Self;
    fn hypot(self, other: Self) -> Self;
    fn atan2(self, other: Self) -> Self;
    fn copysign(self, other: Self) -> Self;
    fn powi(self, n: i32) -> Self;
    fn mul_add(self, a: Self, b: Self) -> Self;
    fn sin_cos(self) -> (Self, Self);
    fn clamp(self, min: Self, max: Self) -> Self;
    fn classify(self) -> FpCategory;
    fn integer_decode(self) -> (u64, i16, i8);
}
pub trait FloatConst {
    fn E() -> Self;
    fn FRAC_1_PI() -> Self;
    fn FRAC_1_SQRT_2() -> Self;
    fn FRAC_2_PI() -> Self;
    fn FRAC_2_SQRT_PI() -> Self;
    fn FRAC_PI_2() -> Self;
    fn FRAC_PI_3() -> Self;
    fn FRAC_PI_4() -> Self;
    fn FRAC_PI_6() -> Self;
    fn FRAC_PI_8() -> Self;
    fn LN_10() -> Self;
    fn LN_2() -> Self;
    fn LOG10_E() -> Self;
    fn LOG2_E() -> Self;
    fn PI() -> Self;
    fn SQRT_2() -> Self;
    fn TAU() -> Self;
}
pub trait CheckedAdd: Sized {
    fn checked_add(&self, v: &Self) -> Option<Self>;
}
pub trait CheckedSub: Sized {
    fn checked_sub(&self, v: &Self) -> Option<Self>;
}
pub trait CheckedMul: Sized {
    fn checked_mul(&self, v: &Self) -> Option<Self>;
}
pub trait CheckedDiv: Sized {
    fn checked_div(&self, v: &Self) -> Option<Self>;
}
pub trait Saturating {
    fn saturating_add(self, v: Self) -> Self;
    fn saturating_sub(self, v: Self) -> Self;
}
pub trait SaturatingSub: Sized {
    fn saturating_sub(&self, v: &Self) -> Self;
}
pub trait WrappingAdd: Sized {
    fn wrapping_add(&self, v: &Self) -> Self;
}
pub trait Pow<RHS> {
    type Output;
    fn pow(self, rhs: RHS) -> Self::Output;
}
pub trait Inv {
    type Output;
    fn inv(self) -> Self::Output;
}
pub trait Euclid: Sized {
    fn div_euclid(&self, v: &Self) -> Self;
    fn rem_euclid(&self, v: &Self) -> Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Zero for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl One for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Num for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Bounded for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl ToPrimitive for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl FromPrimitive for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl NumCast for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl<T> AsPrimitive<T> for Each {}
#[each(i8, i16, i32, i64, i128, isize, f32, f64)]
impl Signed for Each {}
#[each(u8, u16, u32, u64, u128, usize)]
impl Unsigned for Each {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize)]
impl PrimInt for Each {}
#[each(f32, f64)]
impl Float for Each {}
#[each(f32, f64)]
impl FloatConst for Each {}
#[each(f32, f64)]
impl FloatCore for Each {}
pub fn zero<T: Zero>() -> T {}
pub fn one<T: One>() -> T {}
pub fn cast<T: NumCast, U: NumCast>(n: T) -> Option<U> {}
pub fn clamp<T: PartialOrd>(input: T, min: T, max: T) -> T {}
pub fn abs<T: Signed>(value: T) -> T {}
pub fn signum<T: Signed>(value: T) -> T {}
pub fn pow<T: Clone + One>(base: T, exp: usize) -> T {}
