//! What code is the user's own: that of the workspace's members.
use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::Metadata;
use rustc_hash::{FxHashMap, FxHashSet};

use super::symbols::Frame;

/// Tells the members' files from those of other packages, wherever these lie: in cargo's registry, in a directory of
/// vendored packages inside the workspace, or in the compiler's own sources.
pub(super) struct Territory {
    workspace: Utf8PathBuf,
    members: Vec<Utf8PathBuf>,
    /// Names of the members' crates, as they stand in paths.
    crates: FxHashSet<String>,
    /// By directory: whether the package that it lies in is a member.
    known: FxHashMap<Utf8PathBuf, bool>,
}

impl Territory {
    /// The members of `metadata`.
    pub(super) fn of(metadata: &Metadata) -> Self {
        let packages = metadata.workspace_packages();
        let members = packages.iter().filter_map(|package| package.manifest_path.parent()).map(Utf8Path::to_owned);
        let targets = packages.iter().flat_map(|package| &package.targets);
        Self {
            workspace: metadata.workspace_root.clone(),
            members: members.collect(),
            crates: targets.map(|target| target.name.replace('-', "_")).collect(),
            known: FxHashMap::default(),
        }
    }

    /// The root directory, which paths are shown relative to.
    pub(super) fn workspace(&self) -> &Utf8Path {
        &self.workspace
    }

    /// Whether a frame is a member's: by its file, or by its function where the optimiser left it with a line of a file that
    /// something was inlined out of.
    pub(super) fn owns(&mut self, frame: &Frame) -> bool {
        let krate = frame.function.plain.split("::").next().unwrap_or_default();
        self.has(&frame.file) || self.crates.contains(krate)
    }

    /// Whether a member's source is in `file`, an absolute path.
    pub(super) fn has(&mut self, file: &Utf8Path) -> bool {
        let Some(dir) = file.parent() else { return false };
        if let Some(known) = self.known.get(dir) {
            return *known;
        }
        let inside = file.starts_with(&self.workspace) || self.members.iter().any(|member| file.starts_with(member));
        let has = inside && {
            // A vendored package has a manifest of its own that lies nearer.
            let package = dir.ancestors().find(|dir| dir.join("Cargo.toml").is_file());
            package.is_none_or(|package| package == self.workspace || self.members.iter().any(|dir| dir == package))
        };
        self.known.insert(dir.to_owned(), has);
        has
    }
}
