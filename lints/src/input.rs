//! What a caller hands in: the crates of a workspace and a way to read their text.
use camino::{Utf8Path, Utf8PathBuf};

/// Where source text comes from. The tool reads the disk; tests answer from memory.
pub trait Files: Sync {
    /// The text of the file at `path` (as spelled in [`Crate::root`] and what is joined to it), or why there is none.
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable>;
}

/// Why a file gave no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such file.
    Missing,
    /// There is one, and this is why it cannot be used (permissions, not UTF-8, not a regular file, …).
    Refused(String),
}

/// All that is looked at together.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// Every crate: the workspace's own targets, in the order in which they are to be reported.
    pub crates: Vec<Crate>,
    /// What `#[cfg(..)]` is evaluated against for every crate (features are per crate).
    pub cfg: Cfg,
}

/// Index of a crate in [`Workspace::crates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CrateId(pub u32);

/// One target of one package: a crate as rustc sees it.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Name of the cargo package that it belongs to; first part of every site id.
    pub package: String,
    /// The crate's name as paths spell it (`_` for `-`).
    pub name: String,
    /// What kind of target it is.
    pub kind: CrateKind,
    /// Its root file, relative to the workspace root where it lies inside.
    pub root: Utf8PathBuf,
    /// Language edition.
    pub edition: Edition,
    /// Crates of this workspace that it can name, by the name that its paths use (renames applied).
    pub dependencies: Vec<(String, CrateId)>,
    /// Names of its other dependencies, whose sources are not at hand: `use serde::…` is then known to be foreign.
    pub foreign: Vec<String>,
    /// Enabled cargo features, for `cfg(feature = "…")`.
    pub features: Vec<String>,
    /// Whether `cfg(test)` holds in it.
    pub test: bool,
    /// Whether other people's code can depend on its public items (a published library).
    pub published: bool,
}

/// The kind of a cargo target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CrateKind {
    /// `src/lib.rs` and its like (`rlib`, `cdylib`, …).
    Library,
    /// A procedural macro.
    ProcMacro,
    /// A program.
    Binary,
    /// `examples/`.
    Example,
    /// `tests/`.
    Test,
    /// `benches/`.
    Bench,
    /// `build.rs`.
    BuildScript,
}

/// Language edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// 2015: paths in `use` start at the crate root.
    E2015,
    /// 2018.
    E2018,
    /// 2021.
    E2021,
    /// 2024.
    E2024,
}

/// The configuration predicates that hold, as `rustc --print cfg` tells them.
#[derive(Clone, Debug, Default)]
pub struct Cfg {
    /// `unix`, `debug_assertions`, …
    pub flags: Vec<String>,
    /// `target_os = "linux"`, …
    pub pairs: Vec<(String, String)>,
}
