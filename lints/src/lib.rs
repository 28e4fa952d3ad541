//! The suspect half of `cargo locality`: Rust text in, findings out.
//!
//! Layers, each importing only those before it: [`input`] ← [`source`] ← [`model`] ← [`rules`](mod@rules). Nothing here opens a
//! file, reads a clock or looks at the environment: text comes through [`input::Files`].
#![forbid(unsafe_code)]

mod check;
#[cfg(test)]
mod fixture;
pub mod input;
pub mod model;
pub mod report;
pub mod rules;
pub mod source;

pub use check::{check, check_every_body, check_with};
pub use rules::rules;
