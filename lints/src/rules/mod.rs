//! The rules: one folder each, and the one list that drives registration, pages, tables and tests.
use crate::model::{Interest, Model};
use crate::report::Level;

mod cold;
pub(crate) mod context;
pub(crate) mod cost;
mod crossing;
pub(crate) mod found;
mod heat;
mod passes;
mod site;
mod strides;
mod subject;
mod values;
mod wording;

use context::Context;
use found::Found;

/// Hands the name of every rule, which is that of its folder, to a macro, in the catalogue's order. This is the one list: nothing else
/// names them.
#[macro_export]
macro_rules! each_rule {
    ($macro:ident) => {
        $macro! { nested_vec, boxed_elements, dyn_elements, double_indirection, nested_map, linked_list, pointer_chase, dense_key_map, sparse_field_scan, padded_struct, tree_map_lookup, wide_index, uneven_enum, hash_iteration, column_walk, strided_walk, indirect_gather, repeated_scan, front_removal, unsorted_search, sparse_map_scan, double_lookup }
    };
}

macro_rules! declare {
    ($($name:ident),*) => {
        $(pub mod $name;)*

        /// Every rule, in the catalogue's order.
        pub fn rules() -> &'static [Rule] {
            &[$($name::RULE),*]
        }
    };
}

each_rule!(declare);

/// What a rule is.
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
    /// Its experiment, a Rust file: `items(n)` and the modules `before` and `after`, each with `build` and `run`.
    pub experiment: &'static str,
    /// Who finds it.
    pub(crate) finds: Finds,
}

/// Who finds what a rule speaks of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Finds {
    /// The check, in the source.
    Source {
        /// Which bodies it looks at; others are looked at only as far as those lead there.
        interest: fn(&Model<'_>) -> Interest,
        /// Finds and words.
        check: fn(&Context<'_>) -> Vec<Found>,
    },
    /// A measurement, in what runs have shown: the check looks for nothing.
    Measurement,
}

impl Rule {
    /// A rule whose findings a measurement makes. Whoever measures words them.
    pub const fn measured(
        name: &'static str,
        chapter: Chapter,
        level: Level,
        summary: &'static str,
        page: &'static str,
        experiment: &'static str,
    ) -> Rule {
        Rule { name, chapter, level, summary, page, experiment, finds: Finds::Measurement }
    }

    /// Whether only a measurement finds what it speaks of.
    pub fn is_measured(&self) -> bool {
        matches!(self.finds, Finds::Measurement)
    }
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
