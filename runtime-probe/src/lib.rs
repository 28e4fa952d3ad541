//! The measuring half of `cargo locality`: linked into programs under measurement, and used by the tool to read what
//! they wrote down.
//!
//! - [`record`]: what a run wrote down, one text file per process
//! - [`machine`]: the machines that a trace is run through
//! - [`counts`]: what the model counts
//! - [`model`]: caches and TLBs as a pure function of the accesses
//! - [`native`]: events that only some processors know
//! - [`stream`], [`replay`]: those as bytes in a saved trace, and what they come to on another machine
//!
//! With the feature `linked` also the guards, the callbacks of the traced build and the counters, with unmangled
//! symbols (`__sanitizer_cov_load8`, `getrandom`, …): never enable it in a program that is not to be measured.

#![cfg_attr(feature = "linked", allow(unsafe_code))]

pub mod counts;
#[cfg(all(feature = "linked", unix))]
mod linked;
#[cfg(all(feature = "linked", unix))]
pub use linked::{Guard, enter, leave};

pub mod machine;
pub mod model;
pub mod native;
pub mod record;
pub mod replay;
#[cfg(feature = "sources")]
mod sources;
pub mod stream;
#[cfg(feature = "sources")]
pub use sources::{MANIFEST, SOURCES};
