//! The rules: one folder each, and the one list that drives registration, pages, tables and tests.
use crate::finding::Level;

pub mod hash_iteration;
pub mod linked_list;
pub mod nested_vec;
pub mod pointer_chase;

/// What a rule is, apart from its code.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, as `allow` takes it (`nested_vec`).
    pub name: &'static str,
    /// Its chapter of the catalogue, which is also the group that `-A/-W/-D` take.
    pub chapter: Chapter,
    /// How loud it is where nothing says otherwise and the code is not cold.
    pub level: Level,
    /// One line: what it finds.
    pub summary: &'static str,
    /// Its page, Markdown.
    pub page: &'static str,
}

/// A chapter of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chapter {
    /// How the data lies.
    Layout,
    /// How the data is walked.
    Traversal,
    /// How the data comes to lie.
    Allocation,
    /// Threads and memory nodes.
    Sharing,
    /// How the data is found.
    Lookup,
}

impl Chapter {
    /// The name that the command line takes (`layout`).
    pub fn name(self) -> &'static str {
        match self {
            Chapter::Layout => "layout",
            Chapter::Traversal => "traversal",
            Chapter::Allocation => "allocation",
            Chapter::Sharing => "sharing",
            Chapter::Lookup => "lookup",
        }
    }
}

/// Every rule, in the catalogue's order.
pub fn rules() -> &'static [Rule] {
    &[nested_vec::RULE, linked_list::RULE, pointer_chase::RULE, hash_iteration::RULE]
}
