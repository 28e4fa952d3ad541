//! What a caller hands in: the crates of a workspace and a way to read their text.
use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

/// Where source text comes from. The tool reads the disk; tests answer from memory.
pub trait Files: Sync {
    /// The text of the file at `path` (as spelled in [`Crate::root`] and what is joined to it), or why there is none.
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable>;

    /// Who finds the sources of the libraries that the crates depend on; without, these are known by declaration or not at all.
    fn dependencies(&self) -> Option<&dyn Dependencies> {
        None
    }

    /// Who keeps what texts say from one run to the next; without, each is lowered in each.
    fn facts(&self) -> Option<&dyn FactsStore> {
        None
    }
}

/// Keeps facts as bytes, each under the text that they were drawn from. What it gives back is what it was given by the same
/// build of this library.
pub trait FactsStore: Sync {
    /// The facts of `text`.
    fn get(&self, text: &str, extent: Extent) -> Option<&[u8]>;

    /// Here are the facts of `text`.
    fn put(&self, text: &str, extent: Extent, facts: &[u8]);
}

/// How much of what a text says its facts tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// Everything: the text is the workspace's own.
    All,
    /// Everything but the modules of `#[cfg(test)]`: the text is the workspace's own, and no crate of it is built for tests.
    Untested,
    /// What it declares: the text is a library's.
    Declarations,
}

/// Finds the libraries of other packages that a workspace's crates can name. To find them may take as long as to read the
/// workspace, so nobody asks before a path names one.
pub trait Dependencies: Sync {
    /// Says that [`Dependencies::libraries`] will be asked for, so that they can be looked for meanwhile. Returns at once.
    fn prepare(&self);

    /// The libraries whose sources are at hand; none where it cannot be told which they are.
    fn libraries(&self) -> Option<&Libraries>;

    /// Why there are none, where somebody asked for them.
    fn missing(&self) -> Option<String> {
        None
    }
}

/// The libraries of other packages, and who calls them what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Libraries {
    /// Every one.
    pub all: Vec<Library>,
    /// For each crate of the workspace, at the index that its [`CrateId`] says: those that it can name, by the name that its
    /// paths use.
    pub named: Vec<Vec<(String, LibraryId)>>,
}

/// Index of a library in [`Libraries::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LibraryId(pub u32);

/// The library target of another package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// Its own name, as paths spell it where nobody renames it.
    pub name: String,
    /// Its root file; the files of its modules are found from there.
    pub root: Utf8PathBuf,
    /// Language edition.
    pub edition: Edition,
    /// Enabled cargo features.
    pub features: Vec<String>,
    /// The libraries that it can name, by the name that its paths use.
    pub dependencies: Vec<(String, LibraryId)>,
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
#[derive(Clone, Debug, Default, Serialize)]
pub struct Workspace {
    /// Every crate: the workspace's own targets, in the order in which they are to be reported.
    pub crates: Vec<Crate>,
    /// What `#[cfg(..)]` is evaluated against for every crate (features are per crate).
    pub cfg: Cfg,
    /// What build scripts add to that, by the crate's number; nothing for those beyond its end.
    pub build_cfgs: Vec<BuildCfg>,
    /// What the workspace asks of the rules.
    pub settings: Settings,
    /// Whether bodies are parsed too that no rule has an interest in: what does not parse is then told of all.
    pub parse_all: bool,
}

/// What a workspace asks of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Settings {
    /// Leave alone what a change would break for the users of a published library.
    pub avoid_breaking_exported_api: bool,
    /// What to suggest first in place of a hash map that is walked.
    pub walked_map: WalkedMap,
    /// Data of so many bytes at most is small: it stays in the first cache whatever its layout.
    pub small_bytes: u64,
    /// Data of so many bytes at least is large: it is beyond the second cache of most machines.
    pub large_bytes: u64,
    /// A loop that turns so often at most does not make code hot.
    pub few_turns: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            avoid_breaking_exported_api: true,
            walked_map: WalkedMap::IndexMap,
            small_bytes: 4096,
            large_bytes: 1 << 20,
            few_turns: 8,
        }
    }
}

/// A map whose entries are walked in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WalkedMap {
    /// `indexmap::IndexMap`: in the order of insertion, entries side by side.
    #[serde(rename = "indexmap")]
    IndexMap,
    /// `std::collections::BTreeMap`: in the order of the keys.
    #[serde(rename = "btreemap")]
    BTreeMap,
}

/// Index of a crate in [`Workspace::crates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CrateId(pub u32);

/// One target of one package: a crate as rustc sees it.
#[derive(Clone, Debug, Serialize)]
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
    /// Its other dependencies: `use serde::…` is then known to be foreign. Where their sources are at hand,
    /// [`Files::dependencies`] tells.
    pub foreign: Vec<Foreign>,
    /// Enabled cargo features, for `cfg(feature = "…")`.
    pub features: Vec<String>,
    /// Whether `cfg(test)` holds in it.
    pub test: bool,
    /// Whether other people's code can depend on its public items (a published library).
    pub published: bool,
}

/// A dependency from outside the workspace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Foreign {
    /// The name that the crate's paths use.
    pub name: String,
    /// The library's own name, another one where the manifest renames it.
    pub library: String,
}

impl Foreign {
    /// A library that goes by its own name.
    pub fn named(name: impl Into<String>) -> Foreign {
        let name = name.into();
        Foreign { library: name.clone(), name }
    }
}

/// The kind of a cargo target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// What a package's build script adds to the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BuildCfg {
    /// What it said when it ran.
    pub holds: Cfg,
    /// Where it did not run: flags and keys that it may set. Code that exists with or without them is looked at.
    pub may_hold: Vec<String>,
    /// It may set any flag.
    pub any: bool,
}

/// The configuration predicates that hold, as `rustc --print cfg` tells them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cfg {
    /// `unix`, `debug_assertions`, …
    pub flags: Vec<String>,
    /// `target_os = "linux"`, …
    pub pairs: Vec<(String, String)>,
}
