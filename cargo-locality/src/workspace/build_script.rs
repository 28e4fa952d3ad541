//! What build scripts add to the configuration, as far as that can be told without a build.
use std::time::SystemTime;

use camino::Utf8Path;
use cargo_metadata::{Metadata, Package};
use locality_lints::input::{BuildCfg, Cfg, CrateKind};

use super::cfg::add;
use super::targets::kind;

/// What the package's build script said when it ran last; where nobody ran it, what its text says that it may say.
pub(super) fn configuration(metadata: &Metadata, package: &Package) -> BuildCfg {
    let Some(script) = package.targets.iter().find(|target| kind(target) == CrateKind::BuildScript) else {
        return BuildCfg::default();
    };
    if let Some(said) = last_output(&metadata.target_directory, package.name.as_ref()) {
        let mut holds = Cfg::default();
        said.lines().filter_map(instruction).for_each(|predicate| add(&mut holds, predicate.trim()));
        return BuildCfg { holds, ..BuildCfg::default() };
    }
    match std::fs::read_to_string(&script.src_path) {
        Ok(text) => of_text(&text),
        Err(_) => BuildCfg { any: true, ..BuildCfg::default() },
    }
}

fn instruction(line: &str) -> Option<&str> {
    line.strip_prefix("cargo::rustc-cfg=").or_else(|| line.strip_prefix("cargo:rustc-cfg="))
}

/// The newest output of the script: that of a release build, else that of a debug build.
fn last_output(target_directory: &Utf8Path, package: &str) -> Option<String> {
    let of_profile = |profile: &str| {
        let folders = target_directory.join(profile).join("build").read_dir_utf8().ok()?.filter_map(Result::ok);
        let of_package = folders.filter(|entry| {
            let hash = entry.file_name().strip_prefix(package).and_then(|rest| rest.strip_prefix('-'));
            hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        });
        let outputs = of_package.map(|entry| entry.path().join("output"));
        let written = |path: &camino::Utf8PathBuf| path.metadata().ok()?.modified().ok();
        let dated = outputs.filter_map(|path| Some((written(&path)?, path)));
        dated.max_by_key(|(written, _): &(SystemTime, _)| *written).map(|(_, path)| path)
    };
    std::fs::read_to_string(of_profile("release").or_else(|| of_profile("debug"))?).ok()
}

/// What a script may say whose text this is. A name that is put together may be any.
fn of_text(text: &str) -> BuildCfg {
    let mut found = BuildCfg::default();
    for (at, words) in text.match_indices("rustc-cfg=") {
        let rest = &text[at + words.len()..];
        let end = rest.find(|sign: char| !(sign.is_alphanumeric() || sign == '_')).unwrap_or(rest.len());
        match &rest[..end] {
            "" => found.any = true,
            _ if rest[end..].starts_with('{') => found.any = true,
            name => found.may_hold.push(name.to_owned()),
        }
    }
    // Helpers that say it for the script.
    found.any |= ["autocfg", "cfg_aliases", "rustc-cfg\"", "emit_"].iter().any(|helper| text.contains(helper));
    found.may_hold.sort_unstable();
    found.may_hold.dedup();
    found
}
