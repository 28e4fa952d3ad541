//! What comes out: findings, their rewrites, and the sites where they can be measured.
use camino::Utf8PathBuf;
use serde::{Deserialize, Deserializer, Serialize};

use crate::input::CrateId;
pub use crate::source::facts::Span;

/// All that a check says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Ranked: what is predicted to cost most comes first; ties by file and place.
    pub findings: Vec<Finding>,
    /// What was not looked at, and why.
    pub skipped: Vec<Skipped>,
    /// How much was looked at.
    pub seen: Seen,
    /// Text of every file that a finding or a skip speaks of is asked again through `Files`; this is the list of all
    /// files read, in order, each once.
    pub files: Vec<Utf8PathBuf>,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Files parsed.
    pub files: u32,
    /// Lines in them.
    pub lines: u64,
}

/// Something that was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Where.
    pub file: Utf8PathBuf,
    /// The bytes, where only a part of the file is meant.
    pub span: Option<Span>,
    /// Why.
    pub why: SkippedWhy,
}

/// Why something was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkippedWhy {
    /// `syn` rejects it, in these words.
    DoesNotParse(String),
    /// The file that a `mod` declaration asks for cannot be read.
    Unreadable(String),
    /// The file that a `mod` declaration asks for does not exist.
    MissingModule(String),
    /// A macro's body, which only the macro understands (named).
    MacroBody(String),
}

/// A lint's name, one of those in [`rules`](fn@crate::rules). By this name and not as a bare reference, which serde would want to borrow
/// from what it reads.
pub type LintName = &'static str;

/// A place where a lint speaks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// The lint's name, as in the catalogue (`nested_vec`).
    #[serde(deserialize_with = "name_of_a_lint")]
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
    /// What to write instead.
    pub rewrite: Option<Rewrite>,
    /// Where the traffic that it speaks of can be measured. Empty where no code of this workspace walks the data.
    pub sites: Vec<Site>,
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

/// A name that was written down is that of a rule again.
fn name_of_a_lint<'de, D: Deserializer<'de>>(from: D) -> Result<LintName, D::Error> {
    let name = std::borrow::Cow::<'de, str>::deserialize(from)?;
    let known = crate::rules().iter().map(|rule| rule.name).find(|known| *known == name);
    known.ok_or_else(|| serde::de::Error::custom(format_args!("no lint is called `{name}`")))
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
    /// Tests, build scripts, set-up, error paths, small constant sizes.
    Cold,
    /// Reached; how often is unknown.
    Warm,
    /// In a loop, in a function called from a loop or recursive, in a bench, or on data built large.
    Hot,
}

/// A suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewrite {
    /// What it does, one sentence, lower case, no full stop.
    pub message: String,
    /// How far it goes.
    pub kind: RewriteKind,
}

/// How far a rewrite goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RewriteKind {
    /// Complete: the edits together compile and keep the meaning that the lint's page promises.
    Machine(Vec<Edit>),
    /// A sketch in the project's own names: Rust text to read, not to apply.
    ByHand(String),
}

/// Replaces `span` of `file` by `text` (an empty span inserts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The file.
    pub file: Utf8PathBuf,
    /// The bytes to replace.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// A place in the source that can be measured: the code whose memory traffic a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// `package::item::path/lint/ordinal-within-the-item`; survives edits elsewhere in the file.
    pub id: String,
    /// The file.
    pub file: Utf8PathBuf,
    /// The code that belongs to it; its lines take the traffic where no guard can stand.
    pub span: Span,
    /// How a guard goes around it.
    pub guard: Guard,
    /// What it stands in, the innermost first: where a guard can stand if the site itself is entered too often for one.
    pub around: Vec<Around>,
}

/// A loop or a function that a site stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// Whether it is a loop; else it is the function.
    pub is_loop: bool,
    /// Where it starts.
    pub start: u32,
    /// How a guard goes around it.
    pub guard: Guard,
}

/// How a guard goes around a site. Insertions stay on the line where they are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guard {
    /// Enter before byte `start`, leave at byte `end`: the span of a whole statement, attributes and label included.
    Statement(Span),
    /// Enter at this byte and leave when the block is left: before a block's tail expression, or right behind the
    /// brace that opens a function's body.
    RestOfBlock(u32),
    /// The expression becomes `{ enter; expression }`: an arm's or closure's body.
    Expression(Span),
    /// None can stand here, and why (`const fn`, `.await` inside, a macro's code, `no_std` crate).
    Impossible(String),
}
