//! What is linked into a program under measurement.
//!
//! Nothing here may panic, print, or use the program's own allocator on the way of an access: that allocator may be
//! traced itself, and need not be reentrant. Memory comes from the operating system ([`memory`]).
//!
//! - [`guards`]: what the overlay puts around a site; [`pace`]: which entries are timed; [`processor`]: the clock for that;
//!   [`faults`]: pages that are touched for the first time meanwhile
//! - [`callbacks`]: what the traced build calls for each load and store
//! - `library`: what stands before the C library's memory functions
//! - [`allocations`]: what it calls for memory; `allocator`: where that is asked of Rust's allocator, whichever it is;
//!   `backing`: the pages that large blocks lie on
//! - [`events`], [`consumer`]: the way from there to the model, and [`saving`] to a file
//! - [`thread`]: all that one thread keeps; [`process`]: how a run begins; [`ends`] and what it names: how it ends

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod allocations;
#[cfg(all(
    target_os = "linux",
    target_env = "gnu",
    locality_allocator,
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
mod allocator;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod backing;
mod callbacks;
mod chains;
mod clock;
mod consumer;
mod contexts;
mod counters;
mod ends;
mod events;
mod faults;
mod files;
mod guards;
#[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod library;
mod memory;
mod pace;
#[cfg(target_os = "linux")]
mod perf;
mod pointers;
mod process;
mod processor;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod replaced;
mod report;
mod resident;
mod running;
mod saving;
mod seeds;
mod settling;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod signals;
mod sites;
mod spin;
mod thread;
mod widths;

pub use guards::{Guard, enter, leave};
