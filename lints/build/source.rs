//! The part of this package's `source` that lowers one file.
#[path = "../src/source/cfg.rs"]
pub mod cfg;
#[path = "../src/source/codec.rs"]
pub mod codec;
#[path = "../src/source/effects.rs"]
pub mod effects;
#[path = "../src/source/extent.rs"]
mod extent;
#[path = "../src/source/facts/mod.rs"]
pub mod facts;
#[path = "../src/source/late.rs"]
pub mod late;
#[path = "../src/source/lower/mod.rs"]
mod lower;
#[path = "../src/source/name.rs"]
pub mod name;
#[path = "../src/source/scan.rs"]
mod scan;
#[path = "../src/source/skim.rs"]
mod skim;
#[path = "../src/source/suppression.rs"]
mod suppression;
#[path = "../src/source/words.rs"]
pub mod words;

/// What a file of declarations says.
pub fn lowered(text: &str) -> facts::File {
    lower::lower_declarations(text)
}
