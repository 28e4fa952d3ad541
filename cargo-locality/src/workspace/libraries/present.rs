//! Whether cargo can be expected to answer without the network: it takes a tenth of a second to find out that it cannot,
//! and a look at `Cargo.lock` and at what was downloaded takes none.
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::Metadata;
use cargo_metadata::semver::{Version, VersionReq};
use locality_lints::input::Libraries;

use crate::cache::Witnesses;

/// A package of a registry that a member needs on every platform, whatever its features are.
#[derive(Debug)]
pub(super) struct Needed {
    name: String,
    version: VersionReq,
}

/// What the members of `metadata` need, development included: cargo resolves all of it together.
pub(super) fn needed(metadata: &Metadata) -> Vec<Needed> {
    let all = metadata.packages.iter().flat_map(|package| &package.dependencies);
    let always = all.filter(|dependency| {
        let from_registry = dependency.source.as_ref().is_some_and(|source| source.repr.contains("registry+"));
        from_registry && !dependency.optional && dependency.target.is_none()
    });
    always.map(|dependency| Needed { name: dependency.name.clone(), version: dependency.req.clone() }).collect()
}

/// Fails, with the reason, where cargo could not resolve the workspace at `root` as things are.
pub(super) fn check(root: &Utf8Path, needed: &[Needed], options: &[String]) -> Result<(), String> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).map_err(|_| "there is no Cargo.lock".to_owned())?;
    let locked = locked(&lock);
    let home = home();
    let downloads = home.as_deref().filter(|home| !replaces_sources(home, options)).map(Downloads::new);
    for one in needed {
        let versions = locked.get(one.name.as_str()).map_or(&[][..], Vec::as_slice);
        let fits = |text: &&str| Version::parse(text).is_ok_and(|version| one.version.matches(&version));
        let mut fitting = versions.iter().copied().filter(fits).peekable();
        if fitting.peek().is_none() {
            return Err(format!("Cargo.lock does not fit the manifests: no `{}` that does", one.name));
        }
        let has = |version: &str| downloads.as_ref().is_none_or(|downloads| downloads.have(&one.name, version));
        if !fitting.any(has) {
            return Err(format!("`{}` is not downloaded", one.name));
        }
    }
    Ok(())
}

/// The manifests of the libraries that lie elsewhere than among cargo's downloads, which never change.
pub(super) fn of_packages(root: &Utf8Path, libraries: &Libraries) -> Witnesses {
    let mut all = Witnesses::default();
    let home = home();
    let is_downloaded = |root: &Utf8Path| home.as_ref().is_some_and(|home| root.starts_with(home));
    for library in libraries.all.iter().map(|library| root.join(&library.root)).filter(|root| !is_downloaded(root)) {
        let manifests = library.ancestors().skip(1).map(|folder| folder.join("Cargo.toml"));
        manifests.filter(|path| path.is_file()).take(1).for_each(|path| all.file(path));
    }
    all
}

/// The folders in which something comes to lie when packages are downloaded.
pub(super) fn of_downloads() -> Witnesses {
    let mut all = Witnesses::default();
    let Some(home) = home().and_then(|home| Utf8PathBuf::from_path_buf(home).ok()) else { return all };
    for folder in ["registry/src", "registry/cache", "registry/index", "git/checkouts", "git/db"] {
        let folder = home.join(folder);
        let below = folder.read_dir_utf8().into_iter().flatten().filter_map(Result::ok);
        below.for_each(|entry| all.age(entry.into_path()));
        all.age(folder);
    }
    all
}

/// The versions of each package of a lock file, as cargo writes one.
fn locked(text: &str) -> HashMap<&str, Vec<&str>> {
    let mut all: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut name = "";
    for line in text.lines() {
        let value = |key: &str| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"');
        if let Some(value) = value("name") {
            name = value;
        } else if let Some(version) = value("version").filter(|_| !name.is_empty()) {
            all.entry(std::mem::take(&mut name)).or_default().push(version);
        }
    }
    all
}

fn home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// Whether packages may come from a folder of the user's instead of cargo's own downloads. Cargo knows which; here it is
/// enough that some configuration speaks of sources.
fn replaces_sources(home: &Path, options: &[String]) -> bool {
    let here = std::env::current_dir().unwrap_or_default();
    let folders = here.ancestors().map(|folder| folder.join(".cargo")).chain([home.to_owned()]);
    let files = folders.flat_map(|folder| ["config.toml", "config"].map(|name| folder.join(name)));
    let speaks =
        |text: &str| text.contains("source") && (text.contains("directory") || text.contains("local-registry"));
    files.filter_map(|file| std::fs::read_to_string(file).ok()).any(|text| speaks(&text))
        || options.iter().any(|option| speaks(option))
        || std::env::vars_os().any(|(name, _)| name.to_string_lossy().starts_with("CARGO_SOURCE_"))
}

/// Cargo's downloads from registries.
struct Downloads {
    /// One folder a registry, with the packages unpacked.
    unpacked: Vec<PathBuf>,
    /// One folder a registry, with the packages packed: cargo unpacks them when it needs them.
    packed: Vec<PathBuf>,
}

impl Downloads {
    fn new(home: &Path) -> Downloads {
        let folders = |kind: &str| {
            let entries = std::fs::read_dir(home.join("registry").join(kind)).into_iter().flatten();
            entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
        };
        Downloads { unpacked: folders("src"), packed: folders("cache") }
    }

    fn have(&self, name: &str, version: &str) -> bool {
        let folder = format!("{name}-{version}");
        self.unpacked.iter().any(|registry| registry.join(&folder).is_dir())
            || self.packed.iter().any(|registry| registry.join(format!("{folder}.crate")).is_file())
    }
}
