//! A place where a lint speaks.
use std::fmt;

use camino::Utf8PathBuf;
use internment::Intern;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{RewriteId, SiteId};
use crate::input::CrateId;
use crate::source::facts::Span;

/// A lint's name (`nested_vec`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LintName(Intern<Box<str>>);

impl LintName {
    /// The name that is spelt so.
    pub fn new(name: &str) -> LintName {
        LintName(Intern::from_ref(name))
    }

    /// As it is spelt.
    pub fn as_str(self) -> &'static str {
        self.0.as_ref()
    }
}

impl fmt::Display for LintName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.pad(self.as_str())
    }
}

impl fmt::Debug for LintName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl PartialEq<str> for LintName {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for LintName {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for LintName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for LintName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<LintName, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(from).map(|name| LintName::new(&name))
    }
}

/// Which finding: `package::item::path/lint/ordinal-within-the-item`. It survives edits elsewhere in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FindingId(pub String);

/// A place where a lint speaks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Which it is.
    pub id: FindingId,
    /// The lint that speaks.
    pub lint: LintName,
    /// How loud it is after heat and suppression, before the command line's `-A/-W/-D`.
    pub level: Level,
    /// Static heat of the code that pays.
    pub heat: Heat,
    /// The crate in which it was found.
    pub krate: CrateId,
    /// Path of the item that it is in, from the crate's root (`solve::Solver::total`); empty for the root itself.
    pub item: String,
    /// The headline, one sentence, lower case, no full stop.
    pub message: String,
    /// Where it points.
    pub primary: Label,
    /// Secondary places.
    pub labels: Vec<Label>,
    /// Why it costs, what is predicted; each printed as `= …`.
    pub notes: Vec<String>,
    /// What to write instead: one of the report's rewrites.
    pub rewrite: Option<RewriteId>,
    /// Where the traffic that it speaks of can be measured: some of the report's sites. Empty where no code of this workspace
    /// walks the data.
    pub sites: Vec<SiteId>,
    /// What the code that pays is predicted to cost.
    pub predicted: Predicted,
    /// Predicted avoidable cost, unit-free, larger is worse. Ranks the findings before any measurement.
    pub weight: f64,
}

/// What code is predicted to cost, from types and text alone. A figure that does not follow from them is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Predicted {
    /// Lines of 64 bytes that each visited element asks for, as the code is.
    pub lines_now: Option<f64>,
    /// The same after the rewrite that the finding proposes.
    pub lines_after: Option<f64>,
    /// Lines that each row of a sequence of sequences asks for beyond those of its elements.
    pub lines_per_row: Option<f64>,
    /// Bytes of an element as it lies there now: a slot of a hash table, a list's element, a tree's node.
    pub element_bytes: Option<u64>,
    /// How many elements one pass visits at most.
    pub trips: Option<u64>,
}

impl Predicted {
    /// Lines that each element could do without; none where either figure is absent.
    pub fn avoidable(&self) -> Option<f64> {
        Some((self.lines_now? - self.lines_after?).max(0.0))
    }
}

/// A span with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The file.
    pub file: Utf8PathBuf,
    /// The bytes.
    pub span: Span,
    /// What to print at it; may be empty at the primary place.
    pub text: String,
}

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Counted; shown on request.
    Note,
    /// Shown.
    Warn,
    /// Shown, and the check fails.
    Deny,
}

/// How often the code that pays is expected to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Heat {
    /// Tests, build scripts, set-up, error paths, conversions, output, small constant sizes.
    Cold,
    /// Reached; how often is unknown.
    Warm,
    /// In a nest of loops, in a loop that walks the same data again, in a function that such a loop calls, in a bench, or on data
    /// built large.
    Hot,
}
