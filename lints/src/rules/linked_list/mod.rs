#![doc = include_str!("README.md")]
use super::{Chapter, Rule};
use crate::finding::Level;

/// What it is.
pub const RULE: Rule = Rule {
    name: "linked_list",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a std LinkedList: every step waits for the memory of the one before",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    check,
};

fn check(_scene: &super::scene::Scene<'_>) -> Vec<crate::finding::Finding> {
    Vec::new()
}
