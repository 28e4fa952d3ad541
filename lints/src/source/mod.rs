//! Text to facts: the only place that knows `syn`.
pub mod cfg;
pub mod codec;
mod declared;
pub mod facts;
mod foreign;
mod kept;
pub mod load;
mod lower;
mod modules;
pub mod name;
pub mod paths;
mod scan;
mod skim;
mod suppression;
pub mod words;

pub use load::{Declared, FileId, Gap, GapWhy, Loaded, LoadedCrate, LoadedFile, load};
pub use lower::lower;
