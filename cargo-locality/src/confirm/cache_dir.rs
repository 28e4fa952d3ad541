//! Where what every workspace can use is kept: in the user's own cache directory.
use std::fs::File;
use std::path::PathBuf;

use camino::{Utf8Path, Utf8PathBuf};

/// The name of our part of it.
const NAME: &str = "cargo-locality";

/// The directory, made if it was not there; `home` where there is none that can be written.
pub(super) fn find(home: &Utf8Path) -> Utf8PathBuf {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let candidates = candidates(&variable).into_iter().filter_map(|dir| Utf8PathBuf::try_from(dir).ok());
    let mut writable = candidates.filter(|dir| std::fs::create_dir_all(dir).is_ok() && can_write(dir));
    writable.next().unwrap_or_else(|| home.to_owned())
}

/// Where it may be, the best first: where the user says that caches are, beside cargo's own where the user says where those are,
/// and where the system has them.
fn candidates(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    // A relative path is no place that two directories could share: the XDG specification says to ignore it.
    let absolute = |name: &str| variable(name).filter(|dir| dir.is_absolute());
    let usual = if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else {
        let below = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        absolute("HOME").map(|home| home.join(below))
    };
    [absolute("XDG_CACHE_HOME"), absolute("CARGO_HOME"), usual]
        .into_iter()
        .flatten()
        .map(|dir| dir.join(NAME))
        .collect()
}

fn can_write(dir: &Utf8Path) -> bool {
    tempfile::Builder::new().prefix("tmp-").tempfile_in(dir).is_ok()
}

/// A lock on what is made below a name, until it is dropped; another run waits for it.
pub(super) struct Lock(Option<File>);

impl Lock {
    /// Waits until nobody else has it. A system without locks has none: who is last then wins.
    pub(super) fn of(dir: &Utf8Path, waits: impl FnOnce()) -> Self {
        let Ok(file) = File::create(format!("{dir}.lock")) else { return Self(None) };
        if file.try_lock().is_err() {
            waits();
            if file.lock().is_err() {
                return Self(None);
            }
        }
        Self(Some(file))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            let _ = file.unlock();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_word_goes_before_the_usual_place() {
        let of = |known: &[(&str, &str)]| {
            let variable =
                |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, dir)| PathBuf::from(dir));
            candidates(&variable).iter().map(|dir| dir.display().to_string()).collect::<Vec<_>>()
        };
        if cfg!(target_os = "linux") {
            assert_eq!(of(&[("HOME", "/home/a")]), ["/home/a/.cache/cargo-locality"]);
            let all = of(&[("HOME", "/home/a"), ("XDG_CACHE_HOME", "/caches"), ("CARGO_HOME", "/cargo")]);
            assert_eq!(all, ["/caches/cargo-locality", "/cargo/cargo-locality", "/home/a/.cache/cargo-locality"]);
            assert_eq!(of(&[("XDG_CACHE_HOME", "caches")]), [] as [&str; 0]);
        }
    }
}
