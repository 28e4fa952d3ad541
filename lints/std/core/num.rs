#[repr(Rust)]
pub struct ParseIntError {
    kind: IntErrorKind,
}
impl ParseIntError {
    pub fn kind(&self) -> &IntErrorKind {}
}
pub struct ParseFloatError;
pub struct TryFromIntError(());
#[repr(Rust)]
pub enum IntErrorKind {
    Empty,
    InvalidDigit,
    PosOverflow,
    NegOverflow,
    Zero,
}
#[repr(Rust)]
pub enum FpCategory {
    Nan,
    Infinite,
    Zero,
    Subnormal,
    Normal,
}
#[repr(Rust)]
pub struct Wrapping<T>(pub T);
#[repr(Rust)]
pub struct Saturating<T>(pub T);
impl<T> crate::ops::Add for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T> crate::ops::Sub for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T> crate::ops::Mul for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T> crate::ops::Div for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T> crate::ops::Rem for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T> crate::ops::BitXor for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T> crate::ops::BitAnd for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T> crate::ops::BitOr for Wrapping<T> {
    type Output = Wrapping<T>;
}
impl<T: Clone> Clone for Wrapping<T> {
    fn clone(&self) -> Self {}
}
#[repr(transparent)]
#[rustc_layout_scalar_valid_range_start(1)]
pub struct NonZero<T>(T);
impl<T> NonZero<T> {
    pub fn new(n: T) -> Option<NonZero<T>> {}
    pub fn new_unchecked(n: T) -> NonZero<T> {}
    pub fn get(self) -> T {}
    pub fn trailing_zeros(self) -> u32 {}
    pub fn leading_zeros(self) -> u32 {}
    pub fn checked_add(self, other: T) -> Option<NonZero<T>> {}
    pub fn saturating_add(self, other: T) -> NonZero<T> {}
    pub fn ilog2(self) -> u32 {}
}
impl<T: Clone> Clone for NonZero<T> {
    fn clone(&self) -> Self {}
}
impl<T: Copy> Copy for NonZero<T> {}
pub type NonZeroU8 = NonZero<u8>;
pub type NonZeroU16 = NonZero<u16>;
pub type NonZeroU32 = NonZero<u32>;
pub type NonZeroU64 = NonZero<u64>;
pub type NonZeroU128 = NonZero<u128>;
pub type NonZeroUsize = NonZero<usize>;
pub type NonZeroI8 = NonZero<i8>;
pub type NonZeroI16 = NonZero<i16>;
pub type NonZeroI32 = NonZero<i32>;
pub type NonZeroI64 = NonZero<i64>;
pub type NonZeroIsize = NonZero<isize>;
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize)]
impl Each {
    pub const MIN: Self = 0;
    pub const MAX: Self = 0;
    pub const BITS: u32 = 0;
    pub fn count_ones(self) -> u32 {}
    pub fn count_zeros(self) -> u32 {}
    pub fn leading_zeros(self) -> u32 {}
    pub fn trailing_zeros(self) -> u32 {}
    pub fn leading_ones(self) -> u32 {}
    pub fn trailing_ones(self) -> u32 {}
    pub fn rotate_left(self, n: u32) -> Self {}
    pub fn rotate_right(self, n: u32) -> Self {}
    pub fn wrapping_shl(self, n: u32) -> Self {}
    pub fn wrapping_shr(self, n: u32) -> Self {}
    pub fn pow(self, n: u32) -> Self {}
    pub fn wrapping_pow(self, n: u32) -> Self {}
    pub fn saturating_pow(self, n: u32) -> Self {}
    pub fn unbounded_shl(self, n: u32) -> Self {}
    pub fn unbounded_shr(self, n: u32) -> Self {}
    pub fn swap_bytes(self) -> Self {}
    pub fn reverse_bits(self) -> Self {}
    pub fn to_be(self) -> Self {}
    pub fn to_le(self) -> Self {}
    pub fn wrapping_neg(self) -> Self {}
    pub fn checked_add(self, rhs: Self) -> Option<Self> {}
    pub fn checked_sub(self, rhs: Self) -> Option<Self> {}
    pub fn checked_mul(self, rhs: Self) -> Option<Self> {}
    pub fn checked_div(self, rhs: Self) -> Option<Self> {}
    pub fn checked_rem(self, rhs: Self) -> Option<Self> {}
    pub fn checked_div_euclid(self, rhs: Self) -> Option<Self> {}
    pub fn checked_rem_euclid(self, rhs: Self) -> Option<Self> {}
    pub fn checked_shl(self, rhs: u32) -> Option<Self> {}
    pub fn checked_shr(self, rhs: u32) -> Option<Self> {}
    pub fn checked_pow(self, rhs: u32) -> Option<Self> {}
    pub fn checked_neg(self) -> Option<Self> {}
    pub fn saturating_add(self, rhs: Self) -> Self {}
    pub fn saturating_sub(self, rhs: Self) -> Self {}
    pub fn saturating_mul(self, rhs: Self) -> Self {}
    pub fn saturating_div(self, rhs: Self) -> Self {}
    pub fn wrapping_add(self, rhs: Self) -> Self {}
    pub fn wrapping_sub(self, rhs: Self) -> Self {}
    pub fn wrapping_mul(self, rhs: Self) -> Self {}
    pub fn wrapping_div(self, rhs: Self) -> Self {}
    pub fn wrapping_rem(self, rhs: Self) -> Self {}
    pub fn div_euclid(self, rhs: Self) -> Self {}
    pub fn rem_euclid(self, rhs: Self) -> Self {}
    pub fn unchecked_add(self, rhs: Self) -> Self {}
    pub fn unchecked_sub(self, rhs: Self) -> Self {}
    pub fn unchecked_mul(self, rhs: Self) -> Self {}
    pub fn max(self, rhs: Self) -> Self {}
    pub fn min(self, rhs: Self) -> Self {}
    pub fn div_floor(self, rhs: Self) -> Self {}
    pub fn div_ceil(self, rhs: Self) -> Self {}
    pub fn next_multiple_of(self, rhs: Self) -> Self {}
    pub fn midpoint(self, rhs: Self) -> Self {}
    pub fn clamp(self, min: Self, max: Self) -> Self {}
    pub fn overflowing_add(self, rhs: Self) -> (Self, bool) {}
    pub fn overflowing_sub(self, rhs: Self) -> (Self, bool) {}
    pub fn overflowing_mul(self, rhs: Self) -> (Self, bool) {}
    pub fn overflowing_div(self, rhs: Self) -> (Self, bool) {}
    pub fn isqrt(self) -> Self {}
    pub fn ilog2(self) -> u32 {}
    pub fn ilog10(self) -> u32 {}
    pub fn ilog(self, base: Self) -> u32 {}
    pub fn checked_ilog2(self) -> Option<u32> {}
    pub fn checked_ilog10(self) -> Option<u32> {}
    pub fn from_str_radix(src: &str, radix: u32) -> Result<Self, ParseIntError> {}
    pub fn min_value() -> Self {}
    pub fn max_value() -> Self {}
    pub fn is_power_of_two(self) -> bool {}
    pub fn next_power_of_two(self) -> Self {}
    pub fn checked_next_power_of_two(self) -> Option<Self> {}
    pub fn is_multiple_of(self, rhs: Self) -> bool {}
    pub fn abs(self) -> Self {}
    pub fn signum(self) -> Self {}
    pub fn wrapping_abs(self) -> Self {}
    pub fn checked_abs(self) -> Option<Self> {}
    pub fn saturating_neg(self) -> Self {}
    pub fn saturating_abs(self) -> Self {}
    pub fn is_positive(self) -> bool {}
    pub fn is_negative(self) -> bool {}
    pub fn cmp(&self, other: &Self) -> crate::cmp::Ordering {}
    pub fn partial_cmp(&self, other: &Self) -> Option<crate::cmp::Ordering> {}
}
impl u8 {
    pub fn to_be_bytes(self) -> [u8; 1] {}
    pub fn from_be_bytes(bytes: [u8; 1]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 1] {}
    pub fn from_le_bytes(bytes: [u8; 1]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 1] {}
    pub fn from_ne_bytes(bytes: [u8; 1]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u8 {}
    pub fn cast_signed(self) -> i8 {}
    pub fn checked_add_signed(self, rhs: i8) -> Option<Self> {}
    pub fn saturating_add_signed(self, rhs: i8) -> Self {}
    pub fn wrapping_add_signed(self, rhs: i8) -> Self {}
    pub fn is_ascii(&self) -> bool {}
    pub fn is_ascii_alphabetic(&self) -> bool {}
    pub fn is_ascii_uppercase(&self) -> bool {}
    pub fn is_ascii_lowercase(&self) -> bool {}
    pub fn is_ascii_alphanumeric(&self) -> bool {}
    pub fn is_ascii_digit(&self) -> bool {}
    pub fn is_ascii_hexdigit(&self) -> bool {}
    pub fn is_ascii_punctuation(&self) -> bool {}
    pub fn is_ascii_graphic(&self) -> bool {}
    pub fn is_ascii_whitespace(&self) -> bool {}
    pub fn is_ascii_control(&self) -> bool {}
    pub fn to_ascii_uppercase(&self) -> u8 {}
    pub fn to_ascii_lowercase(&self) -> u8 {}
    pub fn make_ascii_uppercase(&mut self) {}
    pub fn make_ascii_lowercase(&mut self) {}
    pub fn eq_ignore_ascii_case(&self, other: &u8) -> bool {}
}
impl u16 {
    pub fn to_be_bytes(self) -> [u8; 2] {}
    pub fn from_be_bytes(bytes: [u8; 2]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 2] {}
    pub fn from_le_bytes(bytes: [u8; 2]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 2] {}
    pub fn from_ne_bytes(bytes: [u8; 2]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u16 {}
    pub fn cast_signed(self) -> i16 {}
    pub fn checked_add_signed(self, rhs: i16) -> Option<Self> {}
    pub fn saturating_add_signed(self, rhs: i16) -> Self {}
    pub fn wrapping_add_signed(self, rhs: i16) -> Self {}
}
impl u32 {
    pub fn to_be_bytes(self) -> [u8; 4] {}
    pub fn from_be_bytes(bytes: [u8; 4]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 4] {}
    pub fn from_le_bytes(bytes: [u8; 4]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 4] {}
    pub fn from_ne_bytes(bytes: [u8; 4]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u32 {}
    pub fn cast_signed(self) -> i32 {}
    pub fn checked_add_signed(self, rhs: i32) -> Option<Self> {}
    pub fn saturating_add_signed(self, rhs: i32) -> Self {}
    pub fn wrapping_add_signed(self, rhs: i32) -> Self {}
}
impl u64 {
    pub fn to_be_bytes(self) -> [u8; 8] {}
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 8] {}
    pub fn from_le_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 8] {}
    pub fn from_ne_bytes(bytes: [u8; 8]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u64 {}
    pub fn cast_signed(self) -> i64 {}
    pub fn checked_add_signed(self, rhs: i64) -> Option<Self> {}
    pub fn saturating_add_signed(self, rhs: i64) -> Self {}
    pub fn wrapping_add_signed(self, rhs: i64) -> Self {}
}
impl u128 {
    pub fn to_be_bytes(self) -> [u8; 16] {}
    pub fn from_be_bytes(bytes: [u8; 16]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 16] {}
    pub fn from_le_bytes(bytes: [u8; 16]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 16] {}
    pub fn from_ne_bytes(bytes: [u8; 16]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u128 {}
    pub fn cast_signed(self) -> i128 {}
    pub fn checked_add_signed(self, rhs: i128) -> Option<Self> {}
    pub fn saturating_add_signed(self, rhs: i128) -> Self {}
    pub fn wrapping_add_signed(self, rhs: i128) -> Self {}
}
impl usize {
    pub fn to_be_bytes(self) -> [u8; 8] {}
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 8] {}
    pub fn from_le_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 8] {}
    pub fn from_ne_bytes(bytes: [u8; 8]) -> Self {}
    pub fn abs_diff(self, other: Self) -> usize {}
    pub fn cast_signed(self) -> isize {}
    pub fn checked_add_signed(self, rhs: isize) -> Option<Self> {}
    pub fn saturating_add_signed(self, rhs: isize) -> Self {}
    pub fn wrapping_add_signed(self, rhs: isize) -> Self {}
}
impl i8 {
    pub fn to_be_bytes(self) -> [u8; 1] {}
    pub fn from_be_bytes(bytes: [u8; 1]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 1] {}
    pub fn from_le_bytes(bytes: [u8; 1]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 1] {}
    pub fn from_ne_bytes(bytes: [u8; 1]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u8 {}
    pub fn unsigned_abs(self) -> u8 {}
    pub fn cast_unsigned(self) -> u8 {}
    pub fn checked_add_unsigned(self, rhs: u8) -> Option<Self> {}
}
impl i16 {
    pub fn to_be_bytes(self) -> [u8; 2] {}
    pub fn from_be_bytes(bytes: [u8; 2]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 2] {}
    pub fn from_le_bytes(bytes: [u8; 2]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 2] {}
    pub fn from_ne_bytes(bytes: [u8; 2]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u16 {}
    pub fn unsigned_abs(self) -> u16 {}
    pub fn cast_unsigned(self) -> u16 {}
    pub fn checked_add_unsigned(self, rhs: u16) -> Option<Self> {}
}
impl i32 {
    pub fn to_be_bytes(self) -> [u8; 4] {}
    pub fn from_be_bytes(bytes: [u8; 4]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 4] {}
    pub fn from_le_bytes(bytes: [u8; 4]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 4] {}
    pub fn from_ne_bytes(bytes: [u8; 4]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u32 {}
    pub fn unsigned_abs(self) -> u32 {}
    pub fn cast_unsigned(self) -> u32 {}
    pub fn checked_add_unsigned(self, rhs: u32) -> Option<Self> {}
}
impl i64 {
    pub fn to_be_bytes(self) -> [u8; 8] {}
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 8] {}
    pub fn from_le_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 8] {}
    pub fn from_ne_bytes(bytes: [u8; 8]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u64 {}
    pub fn unsigned_abs(self) -> u64 {}
    pub fn cast_unsigned(self) -> u64 {}
    pub fn checked_add_unsigned(self, rhs: u64) -> Option<Self> {}
}
impl i128 {
    pub fn to_be_bytes(self) -> [u8; 16] {}
    pub fn from_be_bytes(bytes: [u8; 16]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 16] {}
    pub fn from_le_bytes(bytes: [u8; 16]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 16] {}
    pub fn from_ne_bytes(bytes: [u8; 16]) -> Self {}
    pub fn abs_diff(self, other: Self) -> u128 {}
    pub fn unsigned_abs(self) -> u128 {}
    pub fn cast_unsigned(self) -> u128 {}
    pub fn checked_add_unsigned(self, rhs: u128) -> Option<Self> {}
}
impl isize {
    pub fn to_be_bytes(self) -> [u8; 8] {}
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 8] {}
    pub fn from_le_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 8] {}
    pub fn from_ne_bytes(bytes: [u8; 8]) -> Self {}
    pub fn abs_diff(self, other: Self) -> usize {}
    pub fn unsigned_abs(self) -> usize {}
    pub fn cast_unsigned(self) -> usize {}
    pub fn checked_add_unsigned(self, rhs: usize) -> Option<Self> {}
}
#[each(f32, f64)]
impl Each {
    pub const EPSILON: Self = 0;
    pub const MIN: Self = 0;
    pub const MIN_POSITIVE: Self = 0;
    pub const MAX: Self = 0;
    pub const NAN: Self = 0;
    pub const INFINITY: Self = 0;
    pub const NEG_INFINITY: Self = 0;
    pub const RADIX: u32 = 0;
    pub const MANTISSA_DIGITS: u32 = 0;
    pub const DIGITS: u32 = 0;
    pub fn is_nan(self) -> bool {}
    pub fn is_infinite(self) -> bool {}
    pub fn is_finite(self) -> bool {}
    pub fn is_normal(self) -> bool {}
    pub fn is_subnormal(self) -> bool {}
    pub fn is_sign_positive(self) -> bool {}
    pub fn is_sign_negative(self) -> bool {}
    pub fn floor(self) -> Self {}
    pub fn ceil(self) -> Self {}
    pub fn round(self) -> Self {}
    pub fn round_ties_even(self) -> Self {}
    pub fn trunc(self) -> Self {}
    pub fn fract(self) -> Self {}
    pub fn abs(self) -> Self {}
    pub fn signum(self) -> Self {}
    pub fn sqrt(self) -> Self {}
    pub fn cbrt(self) -> Self {}
    pub fn exp(self) -> Self {}
    pub fn exp2(self) -> Self {}
    pub fn exp_m1(self) -> Self {}
    pub fn ln(self) -> Self {}
    pub fn ln_1p(self) -> Self {}
    pub fn log2(self) -> Self {}
    pub fn log10(self) -> Self {}
    pub fn sin(self) -> Self {}
    pub fn cos(self) -> Self {}
    pub fn tan(self) -> Self {}
    pub fn asin(self) -> Self {}
    pub fn acos(self) -> Self {}
    pub fn atan(self) -> Self {}
    pub fn sinh(self) -> Self {}
    pub fn cosh(self) -> Self {}
    pub fn tanh(self) -> Self {}
    pub fn asinh(self) -> Self {}
    pub fn acosh(self) -> Self {}
    pub fn atanh(self) -> Self {}
    pub fn recip(self) -> Self {}
    pub fn to_degrees(self) -> Self {}
    pub fn to_radians(self) -> Self {}
    pub fn next_up(self) -> Self {}
    pub fn next_down(self) -> Self {}
    pub fn max(self, other: Self) -> Self {}
    pub fn min(self, other: Self) -> Self {}
    pub fn powf(self, other: Self) -> Self {}
    pub fn log(self, other: Self) -> Self {}
    pub fn atan2(self, other: Self) -> Self {}
    pub fn hypot(self, other: Self) -> Self {}
    pub fn copysign(self, other: Self) -> Self {}
    pub fn div_euclid(self, other: Self) -> Self {}
    pub fn rem_euclid(self, other: Self) -> Self {}
    pub fn maximum(self, other: Self) -> Self {}
    pub fn minimum(self, other: Self) -> Self {}
    pub fn abs_sub(self, other: Self) -> Self {}
    pub fn midpoint(self, other: Self) -> Self {}
    pub fn mul_add(self, a: Self, b: Self) -> Self {}
    pub fn powi(self, n: i32) -> Self {}
    pub fn sin_cos(self) -> (Self, Self) {}
    pub fn clamp(self, min: Self, max: Self) -> Self {}
    pub fn classify(self) -> FpCategory {}
    pub fn to_int_unchecked<Int>(self) -> Int {}
    pub fn total_cmp(&self, other: &Self) -> crate::cmp::Ordering {}
    pub fn partial_cmp(&self, other: &Self) -> Option<crate::cmp::Ordering> {}
}
impl f32 {
    pub fn to_bits(self) -> u32 {}
    pub fn from_bits(v: u32) -> Self {}
    pub fn to_be_bytes(self) -> [u8; 4] {}
    pub fn from_be_bytes(bytes: [u8; 4]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 4] {}
    pub fn from_le_bytes(bytes: [u8; 4]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 4] {}
    pub fn from_ne_bytes(bytes: [u8; 4]) -> Self {}
}
impl f64 {
    pub fn to_bits(self) -> u64 {}
    pub fn from_bits(v: u64) -> Self {}
    pub fn to_be_bytes(self) -> [u8; 8] {}
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_le_bytes(self) -> [u8; 8] {}
    pub fn from_le_bytes(bytes: [u8; 8]) -> Self {}
    pub fn to_ne_bytes(self) -> [u8; 8] {}
    pub fn from_ne_bytes(bytes: [u8; 8]) -> Self {}
}
pub mod integer {
    pub mod u8 {
        pub const MIN: u8 = 0;
        pub const MAX: u8 = 0;
    }
    pub mod u16 {
        pub const MIN: u16 = 0;
        pub const MAX: u16 = 0;
    }
    pub mod u32 {
        pub const MIN: u32 = 0;
        pub const MAX: u32 = 0;
    }
    pub mod u64 {
        pub const MIN: u64 = 0;
        pub const MAX: u64 = 0;
    }
    pub mod u128 {
        pub const MIN: u128 = 0;
        pub const MAX: u128 = 0;
    }
    pub mod usize {
        pub const MIN: usize = 0;
        pub const MAX: usize = 0;
    }
    pub mod i8 {
        pub const MIN: i8 = 0;
        pub const MAX: i8 = 0;
    }
    pub mod i16 {
        pub const MIN: i16 = 0;
        pub const MAX: i16 = 0;
    }
    pub mod i32 {
        pub const MIN: i32 = 0;
        pub const MAX: i32 = 0;
    }
    pub mod i64 {
        pub const MIN: i64 = 0;
        pub const MAX: i64 = 0;
    }
    pub mod i128 {
        pub const MIN: i128 = 0;
        pub const MAX: i128 = 0;
    }
    pub mod isize {
        pub const MIN: isize = 0;
        pub const MAX: isize = 0;
    }
}
pub mod float {
    pub mod f32 {
        pub const EPSILON: f32 = 0;
        pub const MIN: f32 = 0;
        pub const MIN_POSITIVE: f32 = 0;
        pub const MAX: f32 = 0;
        pub const NAN: f32 = 0;
        pub const INFINITY: f32 = 0;
        pub const NEG_INFINITY: f32 = 0;
        pub mod consts {
            pub const PI: f32 = 0;
            pub const TAU: f32 = 0;
            pub const E: f32 = 0;
            pub const SQRT_2: f32 = 0;
            pub const LN_2: f32 = 0;
            pub const LN_10: f32 = 0;
            pub const LOG2_E: f32 = 0;
            pub const LOG10_E: f32 = 0;
            pub const LOG2_10: f32 = 0;
            pub const LOG10_2: f32 = 0;
            pub const FRAC_PI_2: f32 = 0;
            pub const FRAC_PI_3: f32 = 0;
            pub const FRAC_PI_4: f32 = 0;
            pub const FRAC_PI_6: f32 = 0;
            pub const FRAC_PI_8: f32 = 0;
            pub const FRAC_1_PI: f32 = 0;
            pub const FRAC_2_PI: f32 = 0;
            pub const FRAC_1_SQRT_2: f32 = 0;
            pub const FRAC_2_SQRT_PI: f32 = 0;
        }
    }
    pub mod f64 {
        pub const EPSILON: f64 = 0;
        pub const MIN: f64 = 0;
        pub const MIN_POSITIVE: f64 = 0;
        pub const MAX: f64 = 0;
        pub const NAN: f64 = 0;
        pub const INFINITY: f64 = 0;
        pub const NEG_INFINITY: f64 = 0;
        pub mod consts {
            pub const PI: f64 = 0;
            pub const TAU: f64 = 0;
            pub const E: f64 = 0;
            pub const SQRT_2: f64 = 0;
            pub const LN_2: f64 = 0;
            pub const LN_10: f64 = 0;
            pub const LOG2_E: f64 = 0;
            pub const LOG10_E: f64 = 0;
            pub const LOG2_10: f64 = 0;
            pub const LOG10_2: f64 = 0;
            pub const FRAC_PI_2: f64 = 0;
            pub const FRAC_PI_3: f64 = 0;
            pub const FRAC_PI_4: f64 = 0;
            pub const FRAC_PI_6: f64 = 0;
            pub const FRAC_PI_8: f64 = 0;
            pub const FRAC_1_PI: f64 = 0;
            pub const FRAC_2_PI: f64 = 0;
            pub const FRAC_1_SQRT_2: f64 = 0;
            pub const FRAC_2_SQRT_PI: f64 = 0;
        }
    }
}
