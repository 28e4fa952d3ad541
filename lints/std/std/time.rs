pub use core::time::Duration;
use core::ops::{Add, Sub};
pub const UNIX_EPOCH: SystemTime = 0;
#[repr(Rust)]
pub struct Instant {
    secs: i64,
    nanos: core::time::Nanoseconds,
}
impl Instant {
    pub fn now() -> Instant {}
    pub fn duration_since(&self, earlier: Instant) -> Duration {}
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {}
    pub fn elapsed(&self) -> Duration {}
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {}
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {}
}
impl Clone for Instant {
    fn clone(&self) -> Self {}
}
impl Copy for Instant {}
impl Add<Duration> for Instant {
    type Output = Instant;
}
impl Sub<Duration> for Instant {
    type Output = Instant;
}
impl Sub<Instant> for Instant {
    type Output = Duration;
}
#[repr(Rust)]
pub struct SystemTime {
    secs: i64,
    nanos: core::time::Nanoseconds,
}
impl SystemTime {
    pub const UNIX_EPOCH: SystemTime = 0;
    pub fn now() -> SystemTime {}
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {}
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {}
}
impl Clone for SystemTime {
    fn clone(&self) -> Self {}
}
impl Copy for SystemTime {}
pub struct SystemTimeError(Duration);
