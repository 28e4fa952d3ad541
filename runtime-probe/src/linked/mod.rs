//! What is linked into a program under measurement.
//!
//! Nothing here may panic, print, or use the program's own allocator on the way of an access: that allocator may be
//! traced itself, and need not be reentrant. Memory comes from the operating system ([`memory`]).
//!
//! - [`guards`]: what the overlay puts around a site
//! - [`callbacks`]: what the traced build calls for each load and store
//! - [`thread`]: all that one thread keeps; [`process`]: how a run begins and ends

mod callbacks;
mod clock;
mod contexts;
mod counters;
mod guards;
mod last_level;
mod memory;
mod places;
mod process;
mod report;
mod seeds;
mod sites;
mod spin;
mod thread;

pub use guards::{Guard, enter, leave};
