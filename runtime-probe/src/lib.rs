//! The measuring half of `cargo locality`: linked into programs under measurement, and used by the tool to read what
//! they wrote down.
//!
//! - [`record`]: what a run wrote down, one text file per process
//! - [`machine`]: the machines that a trace is run through
//! - [`counts`]: what the model counts
//!
//! With the feature `linked` also the guards, the callbacks of the traced build and the counters, with unmangled
//! symbols (`__sanitizer_cov_load8`, `getrandom`, …): never enable it in a program that is not to be measured.

pub mod counts;
pub mod machine;
pub mod record;
