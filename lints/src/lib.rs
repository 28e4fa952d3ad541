//! The suspect half of `cargo locality`: Rust text in, findings out.
//!
//! Layers, each importing only those before it: [`input`] ← [`source`] ← [`model`] ← [`rules`](mod@rules). Nothing here opens a
//! file, reads a clock or looks at the environment: text comes through [`input::Files`].
#![forbid(unsafe_code)]

pub mod built_in;
mod check;
#[cfg(test)]
mod fixture;
pub mod input;
pub mod model;
mod nearest;
pub mod report;
pub mod rules;
pub mod source;

pub use built_in::built_in;
pub use check::{check, check_every_body, check_with};
pub use nearest::nearest;
pub use rules::rules;
