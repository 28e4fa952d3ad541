//! Text to facts: the only place that knows `syn`.
pub mod cfg;
pub mod facts;
pub mod load;
mod lower;
pub mod name;
mod suppression;

pub use load::{FileId, Gap, GapWhy, Loaded, LoadedCrate, LoadedFile};
pub use lower::lower;
