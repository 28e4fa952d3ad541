//! The user's `Cargo.lock`, which cargo would write into the user's tree.
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

/// Puts `Cargo.lock` back to what it was when dropped. Where there was none, the one that cargo made is kept below the
/// target directory, so that the next run resolves to the same versions.
#[derive(Debug)]
pub(super) struct Keeper {
    lockfile: Utf8PathBuf,
    before: Option<Vec<u8>>,
    kept: Utf8PathBuf,
}

impl Keeper {
    /// Remembers the lock file of the workspace.
    pub(super) fn new(workspace: &Utf8Path, home: &Utf8Path) -> Self {
        let lockfile = workspace.join("Cargo.lock");
        let kept = home.join("Cargo.lock");
        let before = fs::read(&lockfile).ok();
        if before.is_none() && kept.is_file() {
            // Without it cargo resolves anew, which is slower and may give other versions.
            let _ = fs::copy(&kept, &lockfile);
        }
        Self { lockfile, before, kept }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        match &self.before {
            Some(before) => {
                if fs::read(&self.lockfile).is_ok_and(|now| now != *before) {
                    let _ = fs::write(&self.lockfile, before);
                }
            }
            None => {
                let _ = fs::copy(&self.lockfile, &self.kept);
                let _ = fs::remove_file(&self.lockfile);
            }
        }
    }
}
