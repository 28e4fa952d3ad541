//! Text to facts: the only place that knows `syn`.
pub mod cfg;
pub mod facts;
pub mod load;
pub mod name;

pub use load::{FileId, Gap, GapWhy, Loaded, LoadedCrate, LoadedFile};
