//! Which packages were asked for: `-p`, `--workspace`, `--exclude`, or what cargo would take where it stands.
use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::{Metadata, Package};

use crate::cli::Scope;
use crate::error::Error;
use locality_lints::nearest;

/// Indices into `metadata.packages`, in its order.
pub(super) fn select(metadata: &Metadata, scope: &Scope) -> Result<Vec<usize>, Error> {
    let asked = &scope.packages;
    if !asked.exclude.is_empty() && !asked.workspace && !asked.all {
        return Err(Error::Usage {
            what: "`--exclude` can only be used together with `--workspace`".to_owned(),
            advice: "add `--workspace`".to_owned(),
        });
    }
    for spec in asked.package.iter().chain(&asked.exclude) {
        if !metadata.packages.iter().any(|package| matches(spec, package)) {
            let names: Vec<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
            let nearest = nearest(spec, names.iter().copied()).map(str::to_owned);
            let list = names.iter().map(|name| (*name).to_owned()).collect();
            return Err(Error::Unknown { what: "package of this workspace", name: spec.clone(), nearest, list });
        }
    }
    let all = asked.workspace || asked.all;
    let standing_in = standing_in(metadata, scope);
    let is_default = |package: &Package| match &standing_in {
        Some(manifest) => package.manifest_path == *manifest,
        None if metadata.workspace_default_members.is_available() => {
            metadata.workspace_default_members.contains(&package.id)
        }
        None => true,
    };
    let is_selected = |package: &Package| {
        let taken = if all {
            true
        } else if asked.package.is_empty() {
            is_default(package)
        } else {
            asked.package.iter().any(|spec| matches(spec, package))
        };
        taken && !asked.exclude.iter().any(|spec| matches(spec, package))
    };
    let selected: Vec<usize> = (0..metadata.packages.len()).filter(|at| is_selected(&metadata.packages[*at])).collect();
    if selected.is_empty() {
        return Err(Error::NothingToCheck("no package is left of this workspace".to_owned()));
    }
    Ok(selected)
}

/// The manifest of the member that the command was given in, where that is not the workspace's root.
fn standing_in(metadata: &Metadata, scope: &Scope) -> Option<Utf8PathBuf> {
    let root = metadata.workspace_root.join("Cargo.toml");
    let manifest = match &scope.manifest.manifest_path {
        Some(path) => Utf8PathBuf::from_path_buf(path.canonicalize().ok()?).ok()?,
        None => {
            let here = Utf8PathBuf::from_path_buf(std::env::current_dir().ok()?).ok()?;
            here.ancestors().map(|directory| directory.join("Cargo.toml")).find(|path| path.exists())?
        }
    };
    let same = |path: &Utf8Path| path == manifest || path.canonicalize_utf8().is_ok_and(|path| path == manifest);
    if same(&root) {
        return None;
    }
    metadata.packages.iter().map(|package| &package.manifest_path).find(|path| same(path)).cloned()
}

/// Whether `spec` (`name`, `name@version`, a pattern with `*` and `?`, or a whole package id) means `package`.
fn matches(spec: &str, package: &Package) -> bool {
    if spec == package.id.repr {
        return true;
    }
    let (name, version) = spec.split_once('@').map_or((spec, None), |(name, version)| (name, Some(version)));
    let full = package.version.to_string();
    let version_fits = version.is_none_or(|version| full == version || full.starts_with(&format!("{version}.")));
    version_fits && glob(name.as_bytes(), package.name.as_bytes())
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => glob(rest, text) || text.split_first().is_some_and(|(_, tail)| glob(pattern, tail)),
        (Some((b'?', rest)), Some((_, tail))) => glob(rest, tail),
        (Some((a, rest)), Some((b, tail))) => a == b && glob(rest, tail),
        _ => false,
    }
}
