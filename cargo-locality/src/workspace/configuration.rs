//! Cargo's configuration, as far as it says what rustc is called with.
use std::collections::BTreeSet;
use std::ffi::OsString;

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::cargo_platform;
use locality_lints::input::Cfg;
use toml::{Table, Value};

use crate::cli::Scope;

/// Every place where configuration of cargo may lie for who stands in `here`, the nearest first.
pub(super) fn files(here: &Utf8Path) -> Vec<Utf8PathBuf> {
    let folders = here.ancestors().map(|directory| directory.join(".cargo")).chain(home("CARGO_HOME", ".cargo"));
    folders.flat_map(|folder| [folder.join("config.toml"), folder.join("config")]).collect()
}

/// The directory that a tool keeps its things in, going by `variable` and the user's home.
pub(super) fn home(variable: &str, below_home: &str) -> Option<Utf8PathBuf> {
    let path = |name: OsString| Utf8PathBuf::try_from(std::path::PathBuf::from(name)).ok();
    let named = std::env::var_os(variable).and_then(path);
    named.or_else(|| Some(std::env::var_os("HOME").and_then(path)?.join(below_home)))
}

/// The flags that cargo hands to rustc for the target `triple`, of which `cfg` holds. As in cargo, the first of these that says
/// anything is all that counts: `CARGO_ENCODED_RUSTFLAGS`, `RUSTFLAGS`, `target.<triple>.rustflags` with
/// `target.'cfg(..)'.rustflags`, `build.rustflags`.
pub(super) fn rustflags(scope: &Scope, triple: &str, cfg: &Cfg) -> Vec<String> {
    let variable = |name: &str| std::env::var(name).ok();
    if let Some(encoded) = variable("CARGO_ENCODED_RUSTFLAGS") {
        return encoded.split('\u{1f}').map(str::to_owned).collect();
    }
    if let Some(plain) = variable("RUSTFLAGS") {
        return words(&plain);
    }
    let tables = tables(scope, "rustflags");
    let targets: Vec<&Table> = tables.iter().filter_map(|table| table.get("target")?.as_table()).collect();
    let keys: BTreeSet<&String> = targets.iter().flat_map(|targets| targets.keys()).collect();
    let meant = keys.into_iter().filter(|key| is_meant(key, triple, cfg));
    let mut of_target: Vec<String> = meant.flat_map(|key| flags(targets.iter().filter_map(|it| it.get(key)))).collect();
    let name = format!("CARGO_TARGET_{}_RUSTFLAGS", triple.to_uppercase().replace(['-', '.'], "_"));
    of_target.extend(variable(&name).iter().flat_map(|value| words(value)));
    if !of_target.is_empty() {
        return of_target;
    }
    let of_build = flags(tables.iter().filter_map(|table| table.get("build")));
    of_build.into_iter().chain(variable("CARGO_BUILD_RUSTFLAGS").iter().flat_map(|value| words(value))).collect()
}

/// The target that cargo builds for where nobody names one: `CARGO_BUILD_TARGET`, else `build.target`; of several the first. None
/// where that is this machine's.
pub(super) fn build_target(scope: &Scope) -> Option<String> {
    let of_environment = std::env::var("CARGO_BUILD_TARGET").ok().filter(|triple| !triple.is_empty());
    let named = of_environment.or_else(|| {
        let tables = tables(scope, "target");
        match tables.iter().find_map(|table| table.get("build")?.get("target"))? {
            Value::String(triple) => Some(triple.clone()),
            Value::Array(list) => list.first()?.as_str().map(str::to_owned),
            _ => None,
        }
    });
    // What a file describes, only a nightly compiler knows.
    named.filter(|triple| triple != env!("LOCALITY_TARGET") && triple != "host-tuple" && !triple.ends_with(".json"))
}

/// What the profile `release` says of panics and debug assertions, as flags: in the environment, in cargo's configuration, or in
/// the manifest at the workspace's root.
pub(super) fn profile_flags(scope: &Scope, root: &Utf8Path) -> Vec<String> {
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).ok().filter(|text| text.contains("release"));
    let manifest: Option<Table> = manifest.and_then(|text| text.parse().ok());
    let tables = tables(scope, "release");
    let said = |key: &str| {
        let of_environment = std::env::var(format!("CARGO_PROFILE_RELEASE_{}", key.to_uppercase().replace('-', "_")));
        of_environment.ok().or_else(|| {
            let value =
                tables.iter().chain(&manifest).find_map(|table| table.get("profile")?.get("release")?.get(key))?;
            value.as_str().map(str::to_owned).or_else(|| value.as_bool().map(|value| value.to_string()))
        })
    };
    let panic = said("panic").filter(|strategy| strategy != "unwind").map(|strategy| format!("-Cpanic={strategy}"));
    let assertions =
        said("debug-assertions").filter(|value| value == "true").map(|_| "-Cdebug-assertions=on".to_owned());
    panic.into_iter().chain(assertions).collect()
}

/// All configuration that speaks of something, the nearest first.
fn tables(scope: &Scope, word: &str) -> Vec<Table> {
    let here = std::env::current_dir().ok().and_then(|here| Utf8PathBuf::from_path_buf(here).ok());
    let Some(here) = here else { return Vec::new() };
    let read = |path: &Utf8Path| std::fs::read_to_string(path).ok();
    let given = scope.config.iter().filter_map(|config| match config.contains('=') {
        true => Some(config.clone()),
        false => read(&here.join(config)),
    });
    let written = files(&here).into_iter().filter_map(|path| read(&path));
    // Parsing is for the few that have them.
    let texts = given.chain(written).filter(|text| text.contains(word));
    texts.filter_map(|text| text.parse().ok()).collect()
}

/// Whether a key of the table `target` means this target.
fn is_meant(key: &str, triple: &str, cfg: &Cfg) -> bool {
    let Ok(platform) = key.parse::<cargo_platform::Platform>() else { return false };
    let flags = cfg.flags.iter().cloned();
    let pairs = cfg.pairs.iter().map(|(key, value)| format!("{key}=\"{value}\""));
    let holds: Vec<cargo_platform::Cfg> = flags.chain(pairs).filter_map(|predicate| predicate.parse().ok()).collect();
    platform.matches(triple, &holds)
}

/// `rustflags` of a table that is written in several places, the nearest first. Lists are joined; words in one text take the
/// place of what is farther away.
fn flags<'t>(tables: impl Iterator<Item = &'t Value>) -> Vec<String> {
    let mut all = Vec::new();
    for value in tables.filter_map(|table| table.get("rustflags")) {
        match value {
            Value::String(text) if all.is_empty() => return words(text),
            Value::Array(list) => all.extend(list.iter().filter_map(Value::as_str).map(str::to_owned)),
            _ => {}
        }
    }
    all
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
