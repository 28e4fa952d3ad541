//! Lines of memory that threads take from each other.
use serde::{Deserialize, Serialize};

/// Lines that threads share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// Whether nobody used what the others wrote.
    pub is_false: bool,
    /// How many threads.
    pub threads: u32,
    /// How often one had to get a line back that another had written to.
    pub transfers: u64,
    /// What that costs, as a share of the program's modelled cycles.
    pub share: f64,
    /// Where in the source they do.
    pub places: Vec<SharedPlace>,
    /// What is on the line: the expressions that reach it, or the static that it is of.
    pub names: Vec<String>,
}

/// Where a shared line is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SharedPlace {
    /// Its file, relative to the workspace root where it lies inside.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function.
    pub function: String,
}
