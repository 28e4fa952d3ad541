//! Where the benchmark writes: target directories and copies, gone when it ends.
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::{Outcome, name};

/// A directory of its own.
pub(crate) struct Scratch {
    root: tempfile::TempDir,
}

impl Scratch {
    pub(crate) fn new() -> Outcome<Scratch> {
        Ok(Scratch { root: tempfile::Builder::new().prefix("locality-bench-").tempdir()? })
    }

    /// A place for what is built of `package` for `purpose`.
    pub(crate) fn target(&self, package: &Path, purpose: &str) -> PathBuf {
        self.root.path().join("targets").join(purpose).join(name(package))
    }

    /// A copy of `package` that can be written to.
    pub(crate) fn copy(&self, package: &Path) -> Outcome<PathBuf> {
        let copy = self.root.path().join("copies").join(name(package));
        copy_tree(package, &copy)?;
        Ok(copy)
    }

    /// A virtual workspace with copies of `packages` as its members.
    pub(crate) fn workspace(&self, packages: &[PathBuf]) -> Outcome<PathBuf> {
        let root = self.root.path().join("all as one workspace");
        let mut members = String::new();
        for package in packages {
            let member = root.join(name(package));
            copy_tree(package, &member)?;
            let manifest = std::fs::read_to_string(member.join("Cargo.toml"))?;
            std::fs::write(member.join("Cargo.toml"), without_workspace(&manifest))?;
            write!(members, "{:?}, ", name(package))?;
        }
        std::fs::write(root.join("Cargo.toml"), format!("[workspace]\nresolver = \"2\"\nmembers = [{members}]\n"))?;
        Ok(root)
    }
}

/// A manifest without its tables `[workspace]` and `[workspace.…]`: a member is no root.
fn without_workspace(manifest: &str) -> String {
    let mut is_dropped = false;
    let kept = manifest.lines().filter(|line| {
        if line.starts_with('[') {
            is_dropped = line.starts_with("[workspace]") || line.starts_with("[workspace.");
        }
        !is_dropped
    });
    kept.map(|line| format!("{line}\n")).collect()
}

fn copy_tree(from: &Path, to: &Path) -> Outcome<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            if !path.ends_with("target") {
                copy_tree(&path, &target)?;
            }
        } else {
            std::fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
