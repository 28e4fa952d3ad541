//! From a cargo workspace on disk to [`input::Workspace`]: which crates there are, how they see each other, what is
//! configured in, and which of them were asked for.
mod cfg;
mod features;
mod files;
mod libraries;
mod metadata;
mod packages;
mod targets;

use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::{Metadata, Package, Target};
use locality_lints::input::{self, CrateId};

use crate::cli::Scope;
use crate::error::Error;
use libraries::Libraries;

pub(crate) use files::Disk;
pub(crate) use targets::{Names, Wanted};

/// A workspace, ready to be looked at.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// What cargo says of it (without dependencies from elsewhere).
    pub(crate) metadata: Metadata,
    /// Its crates as the lints see them: those asked for, and the members that they can name.
    pub(crate) input: input::Workspace,
    /// Where each crate of `input` comes from, by its id.
    pub(crate) crates: Vec<Origin>,
    /// Indices into `metadata.packages` of the packages that were asked for.
    pub(crate) selected: Vec<usize>,
    /// The libraries of other packages that the crates can name.
    pub(crate) libraries: Libraries,
    /// How long cargo took.
    pub(crate) metadata_time: Duration,
}

/// Which target a crate is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    /// Index into `metadata.packages`.
    pub(crate) package: usize,
    /// Index into the package's targets.
    pub(crate) target: usize,
    /// Whether it was asked for; else it is here so that others' types can be resolved.
    pub(crate) wanted: bool,
    /// Whether it is looked at as it is compiled for its unit tests.
    pub(crate) unit_tests: bool,
}

impl Loaded {
    /// Asks cargo for the workspace, and picks the targets that `scope` and `wanted` name.
    pub(crate) fn load(scope: &Scope, triple: Option<&str>, wanted: &Wanted) -> Result<Loaded, Error> {
        let cfg = cfg::start(triple);
        let began = Instant::now();
        let metadata = metadata::read(scope)?;
        let metadata_time = began.elapsed();
        let selected = packages::select(&metadata, scope)?;
        let features = features::resolve(&metadata, &selected, &scope.features)?;
        let (crates, input_crates) = targets::crates(&metadata, &selected, &features, wanted)?;
        let input = input::Workspace { crates: input_crates, cfg: cfg.finish()? };
        let libraries = Libraries::new(&metadata, &crates, &input, scope, triple);
        Ok(Loaded { metadata, input, crates, selected, libraries, metadata_time })
    }

    /// The workspace's root directory, which the paths of findings are relative to.
    pub(crate) fn root(&self) -> &Utf8Path {
        &self.metadata.workspace_root
    }

    /// A reader of its files, and of those of the libraries that it depends on.
    pub(crate) fn files(&self) -> Disk<'_> {
        Disk::new(self.root().to_owned(), &self.libraries)
    }

    /// The package and the target that a crate is.
    pub(crate) fn origin(&self, id: CrateId) -> Option<(&Package, &Target)> {
        let origin = self.crates.get(id.0 as usize)?;
        let package = self.metadata.packages.get(origin.package)?;
        Some((package, package.targets.get(origin.target)?))
    }

    /// The package and target that a file belongs to, going by directories: the crate whose root lies nearest above.
    pub(crate) fn owner(&self, file: &Utf8Path) -> Option<(&Package, &Target)> {
        let above = |krate: &input::Crate| {
            krate
                .root
                .parent()
                .filter(|directory| file.starts_with(directory))
                .map(|directory| directory.as_str().len())
        };
        let crates = self.input.crates.iter().enumerate();
        let nearest =
            crates.filter_map(|(at, krate)| Some((krate.root == file, above(krate)?, std::cmp::Reverse(at)))).max();
        let (_, _, std::cmp::Reverse(at)) = nearest?;
        self.origin(CrateId(at as u32))
    }

    /// Whether a crate was asked for.
    pub(crate) fn is_wanted(&self, id: CrateId) -> bool {
        self.crates.get(id.0 as usize).is_some_and(|origin| origin.wanted)
    }
}

/// `path` relative to `root` where it lies inside.
fn relative(path: &Utf8Path, root: &Utf8Path) -> Utf8PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}
