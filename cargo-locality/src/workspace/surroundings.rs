//! What cargo looks at before it answers: manifests, configuration, toolchain, and the directories in which it finds
//! members and targets.
use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::{Metadata, Package};

use super::configuration::{self, home};
use crate::cache::Witnesses;
use crate::cli::Scope;

/// Where a command stands.
#[derive(Debug)]
pub(super) struct Surroundings<'s> {
    scope: &'s Scope,
    here: Utf8PathBuf,
    /// The directory of the manifest that cargo starts from.
    package: Utf8PathBuf,
}

impl<'s> Surroundings<'s> {
    /// None where there is no manifest, or where a path is no UTF-8.
    pub(super) fn new(scope: &'s Scope) -> Option<Surroundings<'s>> {
        let here = Utf8PathBuf::from_path_buf(std::env::current_dir().ok()?).ok()?;
        let package = match &scope.manifest.manifest_path {
            Some(path) => Utf8PathBuf::from_path_buf(path.canonicalize().ok()?).ok()?.parent()?.to_owned(),
            None => here.ancestors().find(|directory| directory.join("Cargo.toml").exists())?.to_owned(),
        };
        Some(Surroundings { scope, here, package })
    }

    /// The current directory.
    pub(super) fn here(&self) -> &Utf8Path {
        &self.here
    }

    /// Where the target directory may be, the likeliest first. Cargo knows; these are guesses, and a record that lies in
    /// one of them says itself whether it holds.
    pub(super) fn target_directories(&self) -> Vec<Utf8PathBuf> {
        if let Some(directory) = &self.scope.target_dir {
            return vec![self.here.join(directory)];
        }
        let variables = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"];
        if let Some(directory) = variables.iter().find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()))
        {
            return vec![self.here.join(directory)];
        }
        let given = self.scope.config.iter().filter_map(|config| target_directory(config, &self.here));
        let written = configuration::files(&self.here).into_iter().filter_map(|path| {
            // A relative path there starts from the directory that `.cargo` lies in.
            target_directory(&std::fs::read_to_string(&path).ok()?, path.parent()?.parent()?)
        });
        let mut all: Vec<Utf8PathBuf> = given.chain(written).collect();
        all.extend(self.package.ancestors().map(|directory| directory.join("target")));
        all
    }

    /// All that `metadata` was drawn from, as it is now; none where that cannot be told.
    pub(super) fn witnesses(&self, metadata: &Metadata) -> Option<Witnesses> {
        let mut all = Witnesses::default();
        for path in configuration::files(&self.here) {
            if std::fs::read_to_string(&path).is_ok_and(|text| text.contains("include")) {
                return None;
            }
            all.file(path);
        }
        for value in self.scope.config.iter().filter(|value| !value.contains('=')) {
            let path = self.here.join(value);
            if std::fs::read_to_string(&path).is_ok_and(|text| text.contains("include")) {
                return None;
            }
            all.file(path);
        }
        for directory in self.here.ancestors() {
            ["rust-toolchain.toml", "rust-toolchain"].iter().for_each(|name| all.file(directory.join(name)));
        }
        home("RUSTUP_HOME", ".rustup").into_iter().for_each(|home| all.file(home.join("settings.toml")));
        all.file(metadata.workspace_root.join("Cargo.lock"));
        self.manifests(metadata, &mut all);
        members(&metadata.workspace_root, &mut all)?;
        metadata.packages.iter().for_each(|package| targets(package, &mut all));
        Some(all)
    }

    /// A manifest belongs to the workspace that is found first above it; one that comes to lie between changes that.
    fn manifests(&self, metadata: &Metadata, all: &mut Witnesses) {
        let of_members = metadata.packages.iter().filter_map(|package| package.manifest_path.parent());
        let depended_on = metadata.packages.iter().flat_map(|package| &package.dependencies);
        let depended_on = depended_on.filter_map(|dependency| dependency.path.as_deref());
        let roots = [self.package.as_path(), &metadata.workspace_root];
        for package in of_members.chain(depended_on).chain(roots) {
            package.ancestors().for_each(|directory| all.file(directory.join("Cargo.toml")));
        }
        if self.scope.manifest.manifest_path.is_none() {
            self.here.ancestors().for_each(|directory| all.file(directory.join("Cargo.toml")));
        }
    }
}

/// `build.target-dir` of a piece of configuration that stands in `directory`.
fn target_directory(configuration: &str, directory: &Utf8Path) -> Option<Utf8PathBuf> {
    // Parsing is for the few that have it.
    let table = configuration.contains("target-dir").then(|| configuration.parse::<toml::Table>().ok())??;
    Some(directory.join(table.get("build")?.get("target-dir")?.as_str()?))
}

/// The directories in which the patterns of `workspace.members` look for members. None where they look everywhere, or the
/// manifest cannot be read.
fn members(root: &Utf8Path, all: &mut Witnesses) -> Option<()> {
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).ok()?.parse::<toml::Table>().ok()?;
    let Some(workspace) = manifest.get("workspace") else { return Some(()) };
    let lists = ["members", "default-members", "exclude"].iter().filter_map(|key| workspace.get(key)?.as_array());
    let is_pattern = |text: &str| text.contains(['*', '?', '[']);
    for pattern in lists.flatten().filter_map(toml::Value::as_str).filter(|text| is_pattern(text)) {
        let mut folders = vec![root.to_owned()];
        for part in Utf8Path::new(pattern).components().map(|part| part.as_str()) {
            if part == "**" {
                return None;
            }
            if !is_pattern(part) {
                folders.iter_mut().for_each(|folder| *folder = folder.join(part));
                continue;
            }
            for folder in std::mem::take(&mut folders) {
                all.entries(&folder, "");
                all.entries(&folder, "Cargo.toml");
                let below = folder.read_dir_utf8().into_iter().flatten().filter_map(Result::ok);
                folders.extend(below.map(|entry| entry.into_path()).filter(|path| path.is_dir()));
            }
        }
    }
    Some(())
}

/// Where cargo looks for targets that the manifest does not spell out.
fn targets(package: &Package, all: &mut Witnesses) {
    let Some(root) = package.manifest_path.parent() else { return };
    for name in ["src/lib.rs", "src/main.rs", "build.rs", "README.md", "README.txt", "README"] {
        all.kind(root.join(name));
    }
    for folder in ["src/bin", "examples", "tests", "benches"] {
        all.entries(root.join(folder), "main.rs");
    }
    for target in &package.targets {
        all.kind(&target.src_path);
        if target.is_bin() {
            all.kind(root.join("src").join(format!("{}.rs", target.name)));
        }
    }
}
