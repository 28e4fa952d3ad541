//! The overlay: a mirror of the workspace in which the flagged code stands between guards, and files may have other texts.
//!
//! A plan is one such mirror with what rustc's wrapper has to know. Its directory's name holds a hash of all that
//! decides what is compiled, so that cargo, which knows a wrapper by its path, builds again exactly when it must.
mod edits;
mod mirror;
mod root;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::{Metadata, TargetKind};
use locality_lints::report::{Guard, Site};
use serde::{Deserialize, Serialize};

use super::Error;
use super::error::At as _;
use super::probe::Probe;
use crate::report::reason::Lost;
use edits::Placed;

pub use tree::Tree;

/// The names by which the tool is called as rustc's wrapper, below a plan's `bin`.
pub(super) const MEMBER_WRAPPER: &str = "cargo-locality-member";
/// For every crate of the timed build.
pub(super) const TIMED_WRAPPER: &str = "cargo-locality-timed";
/// For every crate of the traced build.
pub(super) const TRACED_WRAPPER: &str = "cargo-locality-traced";

/// Plans that no run has used for so long are removed.
const KEPT_UNUSED: Duration = Duration::from_secs(7 * 24 * 3600);

/// The number of a guard: that of its site, or one beyond for a guard around what several sites stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct GuardId(pub(super) u32);

impl GuardId {
    /// The guard of the site with this number.
    pub(super) fn of(site: usize) -> Option<GuardId> {
        u32::try_from(site).ok().map(GuardId)
    }

    /// Its number, as an index.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for GuardId {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(to)
    }
}

/// What a plan is made of.
pub(super) struct Inputs<'a> {
    /// The workspace.
    pub(super) metadata: &'a Metadata,
    /// Sites by their number.
    pub(super) sites: &'a [&'a Site],
    /// The files as the programs are to be built from.
    pub(super) tree: &'a Tree,
    /// `<target>/locality`, absolute.
    pub(super) home: &'a Utf8Path,
    /// The user's target directory, which is no part of the mirror.
    pub(super) target_dir: &'a Utf8Path,
    /// The probe, built.
    pub(super) probe: &'a Probe,
}

/// What is left out of a plan because the code does not compile with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TakenOut {
    /// Guards, and what the compiler says of the code with them.
    pub(super) broken: BTreeMap<GuardId, String>,
    /// Roots of crates that do not get the probe at all.
    pub(super) roots: BTreeSet<Utf8PathBuf>,
}

/// A plan on the disk.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Its directory.
    pub(super) dir: Utf8PathBuf,
    /// Guards that are not in it, and why.
    pub(super) lost: BTreeMap<GuardId, Lost>,
    /// The guards of each instrumented file: for the search of one that does not compile.
    pub(super) guarded: BTreeMap<Utf8PathBuf, Vec<GuardId>>,
    /// The roots that name the probe.
    pub(super) roots: BTreeSet<Utf8PathBuf>,
    /// The manifest that cargo is to see, where it is not the user's own.
    pub(super) manifest: Option<Manifest>,
    workspace: Utf8PathBuf,
}

impl Plan {
    /// The path that the programs know of a file of the workspace's.
    pub(super) fn file(&self, file: &Utf8Path) -> Utf8PathBuf {
        normal(&self.workspace.join(file))
    }

    /// Bytes that stand on the line of a file that starts at `line`, up to the code at a byte of it, because of guards.
    pub(super) fn shift(&self, file: &Utf8Path, sites: &[&Site], line: u32, at: u32) -> u32 {
        let stand = self.guarded.get(file).into_iter().flatten().filter(|guard| !self.lost.contains_key(guard));
        let placed = stand.filter_map(|id| Some(Placed { id: *id, guard: &sites.get(id.index())?.guard }));
        edits::shift(placed, line, at)
    }
}

/// A manifest in the mirror. Cargo names all that it finds from there by its path in the mirror.
#[derive(Clone, Debug)]
pub(super) struct Manifest {
    /// The workspace's.
    pub(super) path: Utf8PathBuf,
    mirror: Utf8PathBuf,
    mirrors: Utf8PathBuf,
}

impl Manifest {
    /// What names a package by its directory (`path+file:///…`), as cargo is to read it; anything else as it is.
    pub(super) fn in_mirror(&self, package: &str) -> String {
        moved_package(package, &self.mirrors, &self.mirror)
    }

    /// The same, as the user knows it.
    pub(super) fn package(&self, package: &str) -> String {
        moved_package(package, &self.mirror, &self.mirrors)
    }

    /// A file of the mirror, as the user knows it.
    pub(super) fn file(&self, file: &Utf8Path) -> Utf8PathBuf {
        file.strip_prefix(&self.mirror).map_or_else(|_| file.to_owned(), |within| self.mirrors.join(within))
    }
}

/// `path+file:///from/within#name@version` with another directory.
fn moved_package(package: &str, from: &Utf8Path, to: &Utf8Path) -> String {
    let moved = || {
        let (kind, at) = package.split_once("file://")?;
        let (path, name) = at.split_once('#').unwrap_or((at, ""));
        let within = Utf8Path::new(path).strip_prefix(from).ok()?;
        let path = if within.as_str().is_empty() { to.to_owned() } else { to.join(within) };
        Some(format!("{kind}file://{path}{}{name}", if name.is_empty() { "" } else { "#" }))
    };
    moved().unwrap_or_else(|| package.to_owned())
}

/// What rustc's wrapper has to know of a plan; `plan.json` in its directory.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WrapperPlan {
    /// Roots of the workspace's crates and the file to compile instead.
    pub(super) roots: BTreeMap<Utf8PathBuf, Utf8PathBuf>,
    /// `--remap-path-prefix`, in rustc's order: what comes later wins.
    pub(super) remap: Vec<(Utf8PathBuf, Utf8PathBuf)>,
    /// The probe's rlib.
    pub(super) probe: Utf8PathBuf,
    /// Where the rlibs lie that it depends on.
    pub(super) probe_dependencies: Vec<Utf8PathBuf>,
    /// How the symbols of the allocator begin that the probe stands before.
    pub(super) allocator: Option<String>,
}

impl Plan {
    /// Path of the tool under the name by which cargo is to call it.
    pub(super) fn wrapper(&self, name: &str) -> Utf8PathBuf {
        self.dir.join("bin").join(name)
    }
}

/// Makes the plan for `inputs` without what is taken out, or finds it made.
pub(super) fn plan(inputs: &Inputs<'_>, taken_out: &TakenOut) -> Result<Plan, Error> {
    let workspace = &inputs.metadata.workspace_root;
    let Instrumented { files, guarded, linked, lost } = instrument(inputs, taken_out);
    let base = base_of(workspace, files.keys().chain(&reached_by_manifests(inputs)));
    let mirror = mirror::Mirror::of(&base, &files, inputs.target_dir);
    let hash = hash(inputs, &lost, &files, &mirror);
    let dir = inputs.home.join(format!("plan-{hash:016x}"));
    let tree = dir.join("tree");
    let inside = |path: &Utf8Path| tree.join(path.strip_prefix(&base).unwrap_or(path));
    let mut roots: BTreeMap<_, _> = linked.iter().map(|root| (root.clone(), inside(root))).collect();
    if inputs.tree.is_changed() {
        // Where files have other texts, every crate is compiled from the mirror, with the probe or without.
        let of_members = member_roots(inputs.metadata).into_iter().filter(|root| files.contains_key(root));
        roots.extend(of_members.flat_map(|root| [(inside(&root), inside(&root)), (root.clone(), inside(&root))]));
    }
    let wrapper_plan = WrapperPlan {
        roots,
        remap: vec![(tree.clone(), base.clone()), (inside(workspace), Utf8PathBuf::new())],
        probe: inputs.probe.rlib.clone(),
        probe_dependencies: inputs.probe.dependencies.clone(),
        allocator: inputs.probe.allocator.clone(),
    };
    if !dir.join("plan.json").is_file() {
        create(inputs.home, &dir, &mirror, &wrapper_plan)?;
    } else {
        mirror.follow(&tree);
    }
    link_tool(&dir)?;
    // What keeps it from being removed as unused.
    let _ = fs::write(dir.join("used"), "");
    let manifest = inputs.tree.has_manifest().then(|| Manifest {
        path: inside(&workspace.join("Cargo.toml")),
        mirror: tree.clone(),
        mirrors: base.clone(),
    });
    Ok(Plan { dir, lost, guarded, roots: linked, manifest, workspace: inputs.metadata.workspace_root.clone() })
}

/// Texts that stand in the mirror, with guards in them.
struct Instrumented {
    files: BTreeMap<Utf8PathBuf, String>,
    guarded: BTreeMap<Utf8PathBuf, Vec<GuardId>>,
    linked: BTreeSet<Utf8PathBuf>,
    lost: BTreeMap<GuardId, Lost>,
}

/// Puts the guards into the texts of the tree, and the probe into the roots.
fn instrument(inputs: &Inputs<'_>, taken_out: &TakenOut) -> Instrumented {
    let workspace = &inputs.metadata.workspace_root;
    let does_not_compile =
        |(guard, error): (&GuardId, &String)| (*guard, Lost::DoesNotCompile { error: error.clone() });
    let mut lost: BTreeMap<GuardId, Lost> = taken_out.broken.iter().map(does_not_compile).collect();
    let mut by_file = BTreeMap::<Utf8PathBuf, Vec<Placed<'_>>>::new();
    for (guard_id, site) in (0..).map(GuardId).zip(inputs.sites) {
        let path = normal(&workspace.join(&site.file));
        match &site.guard {
            Guard::Impossible(_) => {
                lost.entry(guard_id).or_insert(Lost::Impossible);
            }
            _ if lost.contains_key(&guard_id) => {}
            guard => by_file.entry(path).or_default().push(Placed { id: guard_id, guard }),
        }
    }
    let members = member_roots(inputs.metadata);
    let wanted = members.iter().filter(|root| inputs.tree.is_changed() || !taken_out.roots.contains(*root));
    let paths: BTreeSet<&Utf8PathBuf> = by_file.keys().chain(wanted).chain(inputs.tree.changed()).collect();
    let mut instrumented =
        Instrumented { files: BTreeMap::new(), guarded: BTreeMap::new(), linked: BTreeSet::new(), lost };
    for path in paths {
        let placed = by_file.get(path).map_or(&[][..], Vec::as_slice);
        let text = match inputs.tree.read(path) {
            Ok(text) => text,
            // A target whose file is not there, or is no text: cargo and rustc have the better words for it.
            Err(why) => {
                let error = format!("{path}: {why}");
                let unreadable = |placed: &Placed<'_>| (placed.id, Lost::Unreadable { error: error.clone() });
                instrumented.lost.extend(placed.iter().map(unreadable));
                continue;
            }
        };
        let is_root = members.contains(path) && !taken_out.roots.contains(path);
        let head = is_root.then(|| root::read(&text)).filter(|root| !root.own_runtime);
        let first = head.map(|root| (root.first_item, "extern crate locality_probe as __locality_probe; "));
        if first.is_some() {
            instrumented.linked.insert(path.clone());
        }
        let (text, homeless) = edits::insert(&text, placed, first);
        instrumented.lost.extend(homeless.into_iter().map(|guard| (guard, Lost::Changed)));
        instrumented.guarded.insert(path.clone(), placed.iter().map(|placed| placed.id).collect());
        instrumented.files.insert(path.clone(), text);
    }
    if inputs.tree.has_manifest() {
        // What cargo writes down of other manifests is not for the user's own file.
        let lockfile = workspace.join("Cargo.lock");
        instrumented.files.extend(inputs.tree.read(&lockfile).ok().map(|text| (lockfile, text)));
    }
    instrumented
}

/// The directories that the manifests' paths lead to: cargo goes there from the mirror, where it sees other manifests.
fn reached_by_manifests(inputs: &Inputs<'_>) -> Vec<Utf8PathBuf> {
    if !inputs.tree.has_manifest() {
        return Vec::new();
    }
    let packages = inputs.metadata.packages.iter();
    let paths = packages.flat_map(|package| &package.dependencies).filter_map(|dependency| dependency.path.as_ref());
    paths.map(|path| normal(path)).collect()
}

/// What an earlier run found not to compile in this plan.
pub(super) fn known_broken(plan: &Plan) -> TakenOut {
    let text = fs::read_to_string(plan.dir.join("broken.json")).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Writes down what of `plan` does not compile, for later runs.
pub(super) fn remember_broken(plan: &Plan, taken_out: &TakenOut) {
    if let Ok(text) = serde_json::to_string(taken_out) {
        // Without it the next run finds out again.
        let _ = fs::write(plan.dir.join("broken.json"), text);
    }
}

/// Removes plans that no run has used for long, and what runs that were killed left behind.
pub(super) fn remove_unused(home: &Utf8Path) {
    let now = SystemTime::now();
    let old = |path: &Utf8Path| {
        let used = fs::metadata(path.join("used")).or_else(|_| fs::metadata(path)).and_then(|about| about.modified());
        used.is_ok_and(|used| now.duration_since(used).is_ok_and(|age| age > KEPT_UNUSED))
    };
    for entry in home.read_dir_utf8().into_iter().flatten().flatten() {
        let name = entry.file_name();
        if (name.starts_with("plan-") || name.starts_with("tmp-") || name.starts_with("run-")) && old(entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The root files of all targets that are compiled for the target machine: not build scripts, not procedural macros.
fn member_roots(metadata: &Metadata) -> BTreeSet<Utf8PathBuf> {
    let host_only = |kind: &TargetKind| matches!(kind, TargetKind::CustomBuild | TargetKind::ProcMacro);
    metadata
        .workspace_packages()
        .into_iter()
        .flat_map(|package| &package.targets)
        .filter(|target| !target.kind.iter().any(host_only))
        .map(|target| normal(&target.src_path))
        .collect()
}

/// The directory that the mirror's root stands for: above the workspace and all that is instrumented, and as high as the
/// repository, since sources may reach for files beside the workspace.
fn base_of<'a>(workspace: &Utf8Path, files: impl Iterator<Item = &'a Utf8PathBuf>) -> Utf8PathBuf {
    let mut base = workspace.ancestors().find(|dir| dir.join(".git").exists()).unwrap_or(workspace);
    for file in files {
        while !file.starts_with(base) {
            match base.parent() {
                Some(parent) => base = parent,
                None => return base.to_owned(),
            }
        }
    }
    base.to_owned()
}

/// Without `.` and `..`, by the text alone.
pub(super) fn normal(path: &Utf8Path) -> Utf8PathBuf {
    let mut out = Utf8PathBuf::new();
    for component in path.components() {
        match component {
            camino::Utf8Component::CurDir => {}
            camino::Utf8Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

fn hash(
    inputs: &Inputs<'_>,
    lost: &BTreeMap<GuardId, Lost>,
    files: &BTreeMap<Utf8PathBuf, String>,
    mirror: &mirror::Mirror,
) -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    (&inputs.probe.rlib, &inputs.probe.dependencies).hash(&mut hasher);
    for site in inputs.sites {
        site.id.hash(&mut hasher);
    }
    lost.keys().collect::<Vec<_>>().hash(&mut hasher);
    files.hash(&mut hasher);
    mirror.hash(&mut hasher);
    hasher.finish()
}

/// Writes the plan beside its place and moves it there, so that nobody ever sees half of it.
fn create(home: &Utf8Path, dir: &Utf8Path, mirror: &mirror::Mirror, plan: &WrapperPlan) -> Result<(), Error> {
    fs::create_dir_all(home).at(home)?;
    let making = tempfile::Builder::new().prefix("tmp-").tempdir_in(home).at(home)?;
    let making_path = Utf8PathBuf::try_from(making.path().to_owned()).unwrap_or_else(|_| home.join("tmp"));
    mirror.write(&making_path.join("tree"))?;
    let text = serde_json::to_string_pretty(plan).unwrap_or_default();
    fs::write(making_path.join("plan.json"), text).at(&making_path)?;
    match fs::rename(&making_path, dir) {
        Ok(()) => {
            // It is no longer where the temporary directory would be removed.
            let _ = making.keep();
            Ok(())
        }
        // Another run was quicker with the same plan.
        Err(_) if dir.join("plan.json").is_file() => Ok(()),
        Err(why) => Err(why).at(dir),
    }
}

/// Puts the running tool under its wrapper names into the plan.
fn link_tool(dir: &Utf8Path) -> Result<(), Error> {
    let bin = dir.join("bin");
    fs::create_dir_all(&bin).at(&bin)?;
    let tool = std::env::current_exe().at(Utf8Path::new("the running tool"))?;
    for name in [MEMBER_WRAPPER, TIMED_WRAPPER, TRACED_WRAPPER] {
        let link = bin.join(name);
        if fs::read_link(&link).is_ok_and(|to| to == tool) {
            continue;
        }
        let aside: PathBuf = bin.join(format!("{name}.{}", std::process::id())).into();
        let made = symlink(&tool, &aside).and_then(|()| fs::rename(&aside, &link));
        made.at(&link)?;
    }
    Ok(())
}

#[cfg(unix)]
fn symlink(to: &std::path::Path, at: &std::path::Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
fn symlink(to: &std::path::Path, at: &std::path::Path) -> io::Result<()> {
    if to.is_dir() { std::os::windows::fs::symlink_dir(to, at) } else { std::os::windows::fs::symlink_file(to, at) }
}
