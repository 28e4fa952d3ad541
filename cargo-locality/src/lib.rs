//! What the binary `cargo-locality` is made of; a library so that its parts can be tested through their public doors.
#![forbid(unsafe_code)]

pub mod confirm;
