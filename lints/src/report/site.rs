//! Places in the source that can be measured.
use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use super::LintName;
use crate::source::facts::Span;

/// Which site: `package::item::path/lint/ordinal-within-the-item`. It survives edits elsewhere in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SiteId(pub String);

impl SiteId {
    /// It as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The package that it lies in.
    pub fn package(&self) -> &str {
        self.0.split("::").next().unwrap_or_default()
    }
}

impl std::fmt::Display for SiteId {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.pad(&self.0)
    }
}

/// A place in the source that can be measured: the code whose memory traffic a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Which it is.
    pub id: SiteId,
    /// The lint that asks.
    pub lint: LintName,
    /// The file.
    pub file: Utf8PathBuf,
    /// The code that belongs to it; its lines take the traffic where no guard can stand.
    pub span: Span,
    /// How a guard goes around it.
    pub guard: Guard,
    /// What it stands in, the innermost first: where a guard can stand if the site itself is entered too often for one.
    pub around: Vec<Around>,
    /// Whether the build that was looked at ever comes there.
    pub is_in_build: bool,
    /// The data that the finding is about.
    pub subject: Subject,
    /// What of that data's cost the rewrite saves.
    #[serde(default)]
    pub saves: Saves,
}

/// What a rewrite saves of what its data costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Saves {
    /// What the bytes that are used do not need: the other bytes of their lines, and the wait for lines in no order.
    #[default]
    Unused,
    /// The same, where no address depends on what was loaded before: a core has many such loads under way at a time.
    Independent,
    /// The same, of elements each of which says which function is called: that call is made after the rewrite, too.
    Dispatched,
    /// The same, of the blocks that are one address away and lead on to others: only these are reached without them.
    Hop,
    /// The same at most. Data decides which part of it is next, so that no prefetcher knows it wherever it lies, and its neighbours are
    /// seldom asked for with it.
    Searched,
    /// The same at most. Parts of it are visited in an order that stays, and that is not the one in which they would lie.
    Order,
    /// Of the lines fetched so many of so many, though each byte of them is read and all come in order.
    Lines {
        /// Of so many.
        now: u64,
        /// So many are fetched after the rewrite.
        after: u64,
    },
}

/// The data that a finding is about: what else the code of its site touches is other data. It is told by the places in the source
/// whose code reaches it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// All that the site touches.
    #[default]
    Everything,
    /// A library's collection: what it keeps for itself, and its elements.
    Walked {
        /// What it is.
        by: Collection,
        /// Where its own code is called.
        at: Vec<Spot>,
        /// Where elements are taken out of it.
        elements: Vec<Spot>,
    },
    /// What the code of these touches, and of the library's functions that they call.
    Reached {
        /// These.
        at: Vec<Spot>,
        /// What is known of rows; none where it is nodes that lead to each other.
        rows: Option<Rows>,
    },
    /// What is done at these, by the code there and by the library's functions that they call: work that the rewrite does without.
    Work {
        /// These.
        at: Vec<Spot>,
        /// What is done.
        what: Work,
    },
}

/// What is done for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Work {
    /// Elements move to make room, or to close a gap.
    Moves,
    /// A key is looked up that was looked up before.
    LookUps,
}

/// How rows are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Rows {
    /// Blocks of memory on the way to a cell: two in a sequence of sequences.
    pub levels: usize,
    /// Whether cells may have memory of their own.
    pub own: bool,
}

/// What is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Collection {
    /// A hash map or set.
    Hash,
    /// A linked list.
    List,
}

/// Where something starts in the source: an expression, a pattern, the name of a method that is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The file.
    pub file: Utf8PathBuf,
    /// The byte.
    pub start: u32,
}

impl Subject {
    /// All places that it is told by.
    pub fn spots(&self) -> impl Iterator<Item = &Spot> {
        let [own, elements] = match self {
            Subject::Everything => [&[][..], &[]],
            Subject::Walked { at, elements, .. } => [at.as_slice(), elements],
            Subject::Reached { at, .. } | Subject::Work { at, .. } => [at.as_slice(), &[]],
        };
        own.iter().chain(elements)
    }

    /// What the code of these places touches: elements that may own memory, and lie so many blocks of memory deep.
    pub fn elements(at: Vec<Spot>, levels: usize) -> Subject {
        Subject::Reached { at, rows: Some(Rows { levels, own: true }) }
    }
}

impl Site {
    /// The same site about this data.
    #[must_use]
    pub fn about(self, subject: Subject) -> Site {
        Site { subject, ..self }
    }

    /// The same site, whose rewrite saves this.
    #[must_use]
    pub fn saving(self, saves: Saves) -> Site {
        Site { saves, ..self }
    }

    /// Whether it is the place of `other`, about the same data, and of a rewrite that saves the same: what runs show is then true of both.
    pub fn is_same(&self, other: &Site) -> bool {
        self.is_where(other) && self.subject == other.subject && self.saves == other.saves
    }

    /// Whether it is the place of `other`, of which another lint may ask. What runs show of the place is then true of both, but
    /// not what they show of the data.
    pub fn is_where(&self, other: &Site) -> bool {
        (self.span, &self.guard, self.is_in_build, &self.file)
            == (other.span, &other.guard, other.is_in_build, &other.file)
    }
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
