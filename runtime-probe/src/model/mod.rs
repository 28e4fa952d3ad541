//! The memory model: a pure function of the events it is shown. No operating system, no clock, and no allocation but of
//! the memory that the caller provides.
//!
//! Caches and TLBs are set-associative with LRU or tree-PLRU replacement, allocate on reads and writes alike, and hold
//! lines only (no write-back traffic). L1, L2 and the TLBs are private to a core; the last level is shared, and takes its
//! lines out of the cores when it is inclusive. The L1s are kept coherent by invalidation.

mod account;
mod below;
mod blocks;
mod callers;
mod core;
mod cores;
mod distances;
mod event;
mod extent;
mod footprint;
mod groups;
mod heap;
mod history;
mod index;
mod lanes;
mod levels;
mod links;
mod lower;
mod memory;
mod misses;
mod nodes;
mod piece;
mod places;
mod recency;
mod sharing;
mod simulation;
mod table;
mod tlb;
mod wide;

pub use account::Account;
pub use blocks::{Backed, Block, Held};
pub use callers::Sampled;
pub use cores::{Cores, MOST_CORES};
pub use distances::Distances;
pub use event::{Access, CallSite, Event, Said};
pub use extent::{Compared, compared, searched};
pub use footprint::Footprint;
pub use groups::Group;
pub use heap::Heap;
#[cfg(all(feature = "linked", unix))]
pub(crate) use lanes::fetch;
pub use levels::Levels;
pub use links::Link;
pub(crate) use memory::zeroed;
pub use memory::{Grown, Memory, Zeroed};
pub use misses::Misses;
pub use places::Key;
pub use recency::MOST_WAYS;
use recency::Recency;
pub use sharing::Sharing;
pub use simulation::Simulation;
