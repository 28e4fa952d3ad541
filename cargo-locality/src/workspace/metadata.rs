//! Asking cargo.
use camino::Utf8PathBuf;
use cargo_metadata::{Metadata, MetadataCommand};

use crate::cli::Scope;
use crate::error::Error;

/// What `cargo metadata --no-deps` says, as JSON: nothing is resolved, no lock file is written, no network is used.
pub(super) fn ask(scope: &Scope) -> Result<String, Error> {
    let manifest = scope.manifest.manifest_path.as_deref();
    if let Some(path) = manifest
        && !path.exists()
    {
        return Err(Error::NoManifest { looked_in: format!("at {}", path.display()) });
    }
    let mut ask = MetadataCommand::new();
    ask.no_deps();
    if let Some(path) = manifest {
        ask.manifest_path(path);
    }
    let switches = [(scope.locked, "--locked"), (scope.offline, "--offline"), (scope.frozen, "--frozen")];
    let mut options: Vec<String> = switches.iter().filter(|(on, _)| *on).map(|(_, name)| (*name).to_owned()).collect();
    options.extend(scope.config.iter().flat_map(|value| ["--config".to_owned(), value.clone()]));
    ask.other_options(options);
    // Its words are for the user; where in cargo's code it went wrong is not.
    let answer = ask.cargo_command().env("RUST_BACKTRACE", "0").output().map_err(Error::NoCargo)?;
    if !answer.status.success() {
        return Err(refusal(&String::from_utf8_lossy(&answer.stderr), manifest.and_then(|path| path.to_str())));
    }
    let text = str::from_utf8(&answer.stdout).map_err(|problem| Error::Metadata(problem.to_string()))?;
    Ok(text.lines().find(|line| line.starts_with('{')).unwrap_or_default().to_owned())
}

/// Understands the answer.
pub(super) fn parse(json: &str, scope: &Scope) -> Result<Metadata, Error> {
    let mut metadata = MetadataCommand::parse(json).map_err(|problem| Error::Metadata(problem.to_string()))?;
    if let Some(directory) = &scope.target_dir {
        let here = Utf8PathBuf::from_path_buf(std::env::current_dir().unwrap_or_default()).unwrap_or_default();
        metadata.target_directory = here.join(directory);
    }
    Ok(metadata)
}

/// Whether these are the words of rustup, which stands before cargo and picks the toolchain.
pub(super) fn is_of_toolchain(words: &str) -> bool {
    let rustups = [
        "is not installed",
        "invalid toolchain:",
        "is not installable",
        "override file",
        "override toolchain",
        "invalid toolchain name",
        "custom toolchain",
        "could not download",
        "syncing channel updates",
        "toolchain options are ignored",
        "toolchain file",
    ];
    words.contains("toolchain") && !words.contains("Cargo.toml") && rustups.iter().any(|part| words.contains(part))
        || words.contains("syncing channel updates")
}

/// Cargo's words, without what it says twice.
fn refusal(stderr: &str, manifest: Option<&str>) -> Error {
    let said: Vec<&str> = stderr.lines().filter(|line| !line.trim().is_empty()).collect();
    if let Some(line) = said.iter().find(|line| line.contains("could not find `Cargo.toml`")) {
        let place = line.split("could not find `Cargo.toml` ").nth(1).unwrap_or("here or in any parent directory");
        return Error::NoManifest { looked_in: place.replace('`', "") };
    }
    let words = said.join("\n");
    if is_of_toolchain(&words) {
        return Error::Toolchain { words };
    }
    let words = words.strip_prefix("error: ").unwrap_or(&words).to_owned();
    Error::Cargo { manifest: manifest.map(Utf8PathBuf::from), words }
}
