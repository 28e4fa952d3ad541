#![doc = include_str!("README.md")]
use super::{Chapter, Rule};
use crate::finding::Level;

/// What it is.
pub const RULE: Rule = Rule {
    name: "hash_iteration",
    chapter: Chapter::Traversal,
    level: Level::Warn,
    summary: "a hash map or set is walked: empty slots are visited too, and nothing comes in order",
    page: include_str!("README.md"),
};
