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
    experiment: include_str!("experiment.rs"),
    check,
};

fn check(_scene: &super::scene::Scene<'_>) -> Vec<crate::finding::Finding> {
    Vec::new()
}
