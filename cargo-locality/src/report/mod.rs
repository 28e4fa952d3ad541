//! The middle of the tool: everything that is known of a workspace, as data. Analyses add to it, every output is a function of it.
//! It has figures and enums; words are made where output is made.
pub mod coverage;
pub mod evidence;
mod figures;
pub mod interval;
pub mod memory;
pub mod reason;
pub mod run;
pub mod sharing;
#[cfg(test)]
mod tests;
pub mod trace;

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::built_in::{UNPARSED, UNREAD};
use locality_lints::input::CrateId;
use locality_lints::report::{Finding, FindingId, Level, LintName, Report as Source, SiteId, Skipped, SkippedWhy};
use serde::{Deserialize, Serialize};

use evidence::{Evidence, Judged, Verdict};
use run::Runs;
use sharing::Shared;
use trace::Trace;

/// All that is known of a workspace.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// What its source tells: files, findings, sites, rewrites; at the levels that the command line asks for, silenced findings
    /// gone.
    pub source: Source,
    /// The crates that were looked at, by their id.
    pub crates: Vec<Target>,
    /// How many packages were asked for.
    pub packages: usize,
    /// How loud it is told that something was not looked at.
    pub unseen: Unseen,
    /// What runs under guards have shown.
    pub confirmation: Option<Confirmation>,
    /// What a run of the whole program through the model has shown.
    pub trace: Option<Trace>,
}

/// How loud it is told that something was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unseen {
    /// Code that does not parse.
    pub unparsed: Level,
    /// A file that cannot be read, or is not there.
    pub unread: Level,
}

impl Default for Unseen {
    fn default() -> Unseen {
        Unseen { unparsed: Level::Warn, unread: Level::Warn }
    }
}

/// A target of a package, as cargo tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Cargo's id of the package.
    pub package_id: String,
    /// The package's manifest.
    pub manifest_path: Utf8PathBuf,
    /// Its name.
    pub name: String,
    /// `lib`, `bin`, …
    pub kind: Vec<String>,
    /// `lib`, `rlib`, `cdylib`, …
    pub crate_types: Vec<String>,
    /// Its root file.
    pub src_path: Utf8PathBuf,
    /// The same, as findings spell it.
    pub root: Utf8PathBuf,
    /// `2021`
    pub edition: String,
    /// Features without which it is not built.
    pub required_features: Vec<String>,
    /// Whether it is documented.
    pub doc: bool,
    /// Whether its documentation is tested.
    pub doctest: bool,
    /// Whether it is tested.
    pub test: bool,
}

/// What runs under guards have shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    /// What was run, and how it went.
    pub runs: Runs,
    /// One for each site, in the order of the source's.
    pub evidence: Vec<Evidence>,
    /// One verdict for each finding that has a site, ranked: what is worst comes first.
    pub verdicts: Vec<Judged>,
    /// Findings without a site: no code of this workspace walks their data.
    pub without_site: usize,
    /// Lines that threads took from each other, the most costly first.
    pub shared: Vec<Shared>,
}

impl Report {
    /// Whether something was found that the command line denies.
    pub fn is_denied(&self) -> bool {
        self.source.findings.iter().any(|finding| finding.level == Level::Deny)
            || self.unseen().any(|(_, level, _)| level == Level::Deny)
    }

    /// What was not looked at and should have been: the lint that says so, how loud, and what it was.
    pub fn unseen(&self) -> impl Iterator<Item = (LintName, Level, &Skipped)> {
        let Unseen { unparsed, unread } = self.unseen;
        self.source.skipped.iter().filter_map(move |skipped| match &skipped.why {
            SkippedWhy::DoesNotParse(_) => Some((LintName::new(UNPARSED), unparsed, skipped)),
            SkippedWhy::Unreadable(_) | SkippedWhy::MissingModule(_) => Some((LintName::new(UNREAD), unread, skipped)),
            SkippedWhy::MacroBody(_) | SkippedWhy::Libraries(_) => None,
        })
    }

    /// The target that a crate is.
    pub fn target(&self, krate: CrateId) -> Option<&Target> {
        self.crates.get(krate.0 as usize)
    }

    /// The target that a file belongs to, going by directories: the one whose root lies nearest above.
    pub fn owner(&self, file: &Utf8Path) -> Option<&Target> {
        let above = |target: &Target| {
            let directory = target.root.parent().filter(|directory| file.starts_with(directory));
            directory.map(|directory| directory.as_str().len())
        };
        let nearest =
            self.crates.iter().enumerate().filter_map(|(at, target)| {
                Some(((target.root == file, above(target)?, std::cmp::Reverse(at)), target))
            });
        nearest.max_by_key(|(rank, _)| *rank).map(|(_, target)| target)
    }

    /// The finding of that name.
    pub fn finding(&self, id: &FindingId) -> Option<&Finding> {
        self.source.findings.iter().find(|finding| finding.id == *id)
    }
}

impl Confirmation {
    /// What is known of a site.
    pub fn of(&self, site: &SiteId) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.site == *site)
    }

    /// How many findings have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.verdicts.iter().filter(|judged| judged.verdict == verdict).count()
    }
}

/// The line, from 1, that a byte of a file is on; none where nothing points into the file.
pub fn line(source: &Source, file: &Utf8Path, at: u32) -> Option<u32> {
    let lines = &source.file(file)?.lines;
    (!lines.is_empty()).then(|| lines.partition_point(|start| *start <= at).max(1) as u32)
}
