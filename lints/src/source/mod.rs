//! Text to facts: the only place that knows `syn`.
mod ahead;
pub mod assembly;
pub mod cfg;
pub mod codec;
mod declared;
pub mod effects;
mod extent;
pub mod facts;
mod foreign;
mod held;
mod kept;
pub mod late;
pub mod load;
mod lower;
mod modules;
pub mod name;
pub mod paths;
mod scan;
mod skim;
mod suppression;
pub mod words;

pub use ahead::Ahead;
pub use load::{Declared, FileId, Gap, GapWhy, Loaded, LoadedCrate, LoadedFile, load, load_with};
pub use lower::lower;

/// The words in a stretch of text.
pub fn words_in(text: &str) -> words::Words {
    skim::seen(text).words
}
