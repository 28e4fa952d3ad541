//! What to write instead: rewrites as changes of texts and manifests, applied and followed purely.
use std::collections::BTreeMap;
use std::fmt;

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

use super::FindingId;
use crate::source::facts::{Span, TextHash};

/// Which rewrite: that of one finding has the finding's name; that of a whole file, the lint's and the file's.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RewriteId(pub String);

/// A suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewrite {
    /// Which it is.
    pub id: RewriteId,
    /// What it does, one sentence, lower case, no full stop.
    pub title: String,
    /// How far it goes.
    pub applicability: Applicability,
    /// What it changes; nothing where a person has to.
    pub changes: Vec<Change>,
    /// The findings that are gone with it.
    pub covers: Vec<FindingId>,
    /// Rewrites that cannot be made beside it.
    pub excludes: Vec<RewriteId>,
}

/// How far a rewrite goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Applicability {
    /// Complete: the changes together compile and keep the meaning that the lint's page promises.
    Machine,
    /// A sketch in the project's own names: Rust text to read, not to apply.
    ByHand {
        /// The text; may be empty.
        sketch: String,
    },
}

/// A change to the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Of a file's text.
    Text {
        /// The file.
        file: Utf8PathBuf,
        /// The text that the edits were made for.
        base: TextHash,
        /// The edits, in any order, none over another.
        edits: Vec<Edit>,
    },
    /// Of a package's manifest: a dependency that the changed texts need.
    Dependency {
        /// The package that needs it.
        package: String,
        /// The dependency's name.
        name: String,
        /// The versions that will do (`2`).
        requirement: String,
        /// The features to switch on.
        features: Vec<String>,
    },
}

/// Replaces `span` by `text` (an empty span inserts).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

impl Rewrite {
    /// Whether it can be applied without a person.
    pub fn is_machine(&self) -> bool {
        self.applicability == Applicability::Machine
    }

    /// Whether it asks for a dependency, so that more than a source file changes.
    pub fn needs_dependency(&self) -> bool {
        self.changes.iter().any(|change| matches!(change, Change::Dependency { .. }))
    }

    /// The edits, file by file.
    pub fn texts(&self) -> impl Iterator<Item = (&Utf8Path, &[Edit])> {
        self.changes.iter().filter_map(|change| match change {
            Change::Text { file, edits, .. } => Some((file.as_path(), edits.as_slice())),
            Change::Dependency { .. } => None,
        })
    }
}

/// What some rewrites together make of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The files that change, with their new texts.
    pub texts: BTreeMap<Utf8PathBuf, String>,
    /// For each of them, what was replaced by how much, in the order of the text.
    pub moves: BTreeMap<Utf8PathBuf, Moves>,
    /// The dependencies that are asked for, each once, in order.
    pub dependencies: Vec<Change>,
}

/// Why rewrites cannot be applied together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collision {
    /// A rewrite is for a person to make.
    ByHand(RewriteId),
    /// Two of them exclude each other.
    Excluded(RewriteId, RewriteId),
    /// Two edits of a file want the same bytes.
    Overlap(Utf8PathBuf, Span, Span),
    /// The text of a file is another than the one that the rewrite was made for.
    Changed(Utf8PathBuf),
    /// A file is not there to be changed.
    Missing(Utf8PathBuf),
    /// Two of them ask for one dependency of a package in versions that the text of a manifest cannot have both.
    Requirements {
        /// The package.
        package: String,
        /// The dependency's name.
        name: String,
        /// What is asked for.
        both: [String; 2],
    },
    /// An edit does not lie within the text.
    Outside(Utf8PathBuf, Span),
}

impl fmt::Display for Collision {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Collision::ByHand(id) => write!(to, "the rewrite {} is for a person to make", id.0),
            Collision::Excluded(one, other) => write!(to, "the rewrites {} and {} exclude each other", one.0, other.0),
            Collision::Overlap(file, one, other) => write!(
                to,
                "{file}: the edits of bytes {}..{} and {}..{} want the same text",
                one.start, one.end, other.start, other.end
            ),
            Collision::Changed(file) => write!(to, "{file} has changed since the rewrite was made"),
            Collision::Requirements { package, name, both: [one, other] } => {
                write!(to, "{package} would need {name} in the versions {one} and {other}")
            }
            Collision::Missing(file) => write!(to, "{file} is not there any more"),
            Collision::Outside(file, span) => {
                write!(to, "{file}: bytes {}..{} are not within its text", span.start, span.end)
            }
        }
    }
}

impl std::error::Error for Collision {}

/// Applies rewrites to the texts that `read` gives: all of them, or none. An edit that several of them make alike is made once.
pub fn apply<'r>(
    rewrites: impl IntoIterator<Item = &'r Rewrite>,
    read: impl Fn(&Utf8Path) -> Option<String>,
) -> Result<Applied, Collision> {
    let rewrites: Vec<&Rewrite> = rewrites.into_iter().collect();
    let mut edits: BTreeMap<&Utf8Path, Vec<&Edit>> = BTreeMap::new();
    let mut bases: Vec<(&Utf8Path, TextHash)> = Vec::new();
    let mut applied = Applied::default();
    for rewrite in &rewrites {
        if !rewrite.is_machine() {
            return Err(Collision::ByHand(rewrite.id.clone()));
        }
        if let Some(other) = rewrites.iter().find(|other| rewrite.excludes.contains(&other.id)) {
            return Err(Collision::Excluded(rewrite.id.clone(), other.id.clone()));
        }
        for change in &rewrite.changes {
            match change {
                Change::Text { file, base, edits: more } => {
                    bases.push((file, *base));
                    edits.entry(file).or_default().extend(more);
                }
                Change::Dependency { .. } => ask_for(&mut applied.dependencies, change)?,
            }
        }
    }
    for (file, mut edits) in edits {
        let text = read(file).ok_or_else(|| Collision::Missing(file.to_owned()))?;
        let now = TextHash::of(&text);
        if bases.iter().any(|(of, base)| *of == file && *base != now) {
            return Err(Collision::Changed(file.to_owned()));
        }
        edits.sort();
        edits.dedup();
        let (text, moves) = edited(file, &text, &edits)?;
        applied.texts.insert(file.to_owned(), text);
        applied.moves.insert(file.to_owned(), moves);
    }
    Ok(applied)
}

/// Adds a dependency to those that are asked for. Features of the same one are joined; two requirements cannot both be written.
fn ask_for(all: &mut Vec<Change>, change: &Change) -> Result<(), Collision> {
    let Change::Dependency { package, name, requirement, features } = change else { return Ok(()) };
    for other in &mut *all {
        match other {
            Change::Dependency { package: of, name: known, requirement: before, features: with }
                if of == package && known == name =>
            {
                if before != requirement {
                    let (package, name) = (package.clone(), name.clone());
                    return Err(Collision::Requirements { package, name, both: [before.clone(), requirement.clone()] });
                }
                with.extend(features.iter().cloned());
                with.sort();
                with.dedup();
                return Ok(());
            }
            _ => {}
        }
    }
    all.push(change.clone());
    Ok(())
}

/// A text with sorted edits made.
fn edited(file: &Utf8Path, text: &str, edits: &[&Edit]) -> Result<(String, Moves), Collision> {
    for pair in edits.windows(2) {
        // Two insertions at one byte would be made in an order that nobody chose.
        let meets = pair[1].span.start < pair[0].span.end || pair[1].span == pair[0].span;
        if meets {
            return Err(Collision::Overlap(file.to_owned(), pair[0].span, pair[1].span));
        }
    }
    let mut new = String::with_capacity(text.len());
    let mut moves = Moves::default();
    let mut done = 0;
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        let outside = || Collision::Outside(file.to_owned(), edit.span);
        let kept = text.get(done..start).filter(|_| text.get(start..end).is_some()).ok_or_else(outside)?;
        new.push_str(kept);
        new.push_str(&edit.text);
        done = end;
        moves.0.push((edit.span, edit.text.len() as u32));
    }
    new.push_str(&text[done..]);
    Ok((new, moves))
}

/// What was replaced in a text: the bytes, and how many bytes stand there now; in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves(Vec<(Span, u32)>);

impl Moves {
    /// Where bytes of the old text lie in the new one. An edit within them makes them longer or shorter; none where one replaces a
    /// part of them and something beyond.
    pub fn carry(&self, span: Span) -> Option<Span> {
        let mut shift = 0;
        let mut growth = 0;
        for &(replaced, now) in &self.0 {
            let change = i64::from(now) - i64::from(replaced.end - replaced.start);
            if replaced.end <= span.start && replaced != span {
                shift += change;
            } else if span.contains(replaced) {
                growth += change;
            } else if replaced.start < span.end {
                return None;
            }
        }
        let moved = |byte: u32, by: i64| u32::try_from(i64::from(byte) + by).ok();
        Some(Span { start: moved(span.start, shift)?, end: moved(span.end, shift + growth)? })
    }
}
