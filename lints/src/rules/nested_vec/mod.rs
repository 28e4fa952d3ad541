#![doc = include_str!("README.md")]
use super::{Chapter, Rule};
use crate::finding::Level;

/// What it is.
pub const RULE: Rule = Rule {
    name: "nested_vec",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a sequence of sequences is used as a matrix: every row is an allocation of its own",
    page: include_str!("README.md"),
};
