#[repr(Rust)]
pub struct Duration {
    secs: u64,
    nanos: Nanoseconds,
}
#[repr(transparent)]
#[rustc_layout_scalar_valid_range_end(999999999)]
pub struct Nanoseconds(u32);
impl Duration {
    pub const ZERO: Duration = 0;
    pub const MAX: Duration = 0;
    pub fn new(secs: u64, nanos: u32) -> Duration {}
    pub fn from_secs(secs: u64) -> Duration {}
    pub fn from_millis(millis: u64) -> Duration {}
    pub fn from_micros(micros: u64) -> Duration {}
    pub fn from_nanos(nanos: u64) -> Duration {}
    pub fn from_secs_f64(secs: f64) -> Duration {}
    pub fn from_secs_f32(secs: f32) -> Duration {}
    pub fn is_zero(&self) -> bool {}
    pub fn as_secs(&self) -> u64 {}
    pub fn as_millis(&self) -> u128 {}
    pub fn as_micros(&self) -> u128 {}
    pub fn as_nanos(&self) -> u128 {}
    pub fn as_secs_f64(&self) -> f64 {}
    pub fn as_secs_f32(&self) -> f32 {}
    pub fn subsec_millis(&self) -> u32 {}
    pub fn subsec_micros(&self) -> u32 {}
    pub fn subsec_nanos(&self) -> u32 {}
    pub fn checked_add(self, rhs: Duration) -> Option<Duration> {}
    pub fn checked_sub(self, rhs: Duration) -> Option<Duration> {}
    pub fn saturating_sub(self, rhs: Duration) -> Duration {}
    pub fn mul_f64(self, rhs: f64) -> Duration {}
    pub fn div_f64(self, rhs: f64) -> Duration {}
}
impl Clone for Duration {
    fn clone(&self) -> Self {}
}
impl Copy for Duration {}
impl Default for Duration {
    fn default() -> Self {}
}
impl crate::ops::Add for Duration {
    type Output = Duration;
}
impl crate::ops::Sub for Duration {
    type Output = Duration;
}
impl crate::ops::Mul<u32> for Duration {
    type Output = Duration;
}
impl crate::ops::Div<u32> for Duration {
    type Output = Duration;
}
