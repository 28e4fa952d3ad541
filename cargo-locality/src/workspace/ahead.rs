//! What is probably asked for next, done while cargo is asked what the workspace is.
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::input::{Extent, Files, Unreadable, Workspace};
use locality_lints::source::{Ahead, load};

use super::{Wanted, cfg};
use crate::cli::Scope;
use crate::files;

/// Starts to decode declarations of libraries, which are the same for every workspace, and to lower the files of the
/// package that lies nearest. Nothing is lost but time where the guess is wrong.
pub(crate) fn start(scope: &Scope, wanted: &Wanted) -> Arc<Ahead> {
    let ahead = Arc::new(Ahead::new(if wanted.unit_tests { Extent::All } else { Extent::Untested }));
    let decode = || drop(load(&Workspace::default(), &Absolute));
    rayon::spawn(decode);
    if let Some(package) = nearest(scope) {
        let cfg = Arc::new(cfg::of(None));
        for root in ["src/lib.rs", "src/main.rs"].map(|root| package.join(root)) {
            let (ahead, cfg) = (Arc::clone(&ahead), Arc::clone(&cfg));
            rayon::spawn(move || ahead.guess(&Absolute, &root, &cfg));
        }
    }
    ahead
}

/// The directory of the manifest that is named, or of the nearest one above where we are.
fn nearest(scope: &Scope) -> Option<Utf8PathBuf> {
    let here = Utf8PathBuf::from_path_buf(std::env::current_dir().ok()?).ok()?;
    match &scope.manifest.manifest_path {
        Some(path) => Some(here.join(Utf8Path::from_path(path)?).parent()?.to_owned()),
        None => here.ancestors().find(|above| above.join("Cargo.toml").is_file()).map(Utf8Path::to_owned),
    }
}

/// Files by absolute path.
struct Absolute;

impl Files for Absolute {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        files::text(files::bytes(path, files::LARGEST)?)
    }
}
