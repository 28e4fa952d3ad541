//! The probe, built for the toolchain at hand from the sources that travel in this binary.
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::Message;
use locality_probe::{MANIFEST, SOURCES};
use serde::{Deserialize, Serialize};

use super::cache_dir::{self, Lock};
use super::error::At as _;
use super::process::Running;
use super::toolchain::Toolchain;
use super::{Error, Progress, allocator};
use crate::report::run::Ended;
use crate::words::seconds;

/// The probe as rustc takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Probe {
    /// Its rlib.
    pub(super) rlib: Utf8PathBuf,
    /// Where the rlibs lie that it depends on: in one directory, or, as later versions of cargo have it, each in its own.
    pub(super) dependencies: Vec<Utf8PathBuf>,
    /// How the symbols of the allocator begin that it stands before: see [`allocator`].
    pub(super) allocator: Option<String>,
    /// How long it took to build it; `None` where it was there.
    #[serde(skip)]
    pub(super) took: Option<Duration>,
}

impl Probe {
    /// Where it was built: its sources lie there, too.
    pub(super) fn dir(&self) -> &Utf8Path {
        let is_it = |dir: &&Utf8Path| dir.file_name().is_some_and(|name| name.starts_with(DIRECTORY));
        self.rlib.ancestors().find(is_it).unwrap_or(&self.rlib)
    }
}

/// How the name begins of the directory that it is built in.
const DIRECTORY: &str = "probe-";

/// Flags of the probe's own build. Bitcode, for the user's program may want LTO in its timed build. The metadata keeps its
/// dependencies apart from the same crates in the user's program.
const RUSTFLAGS: &str = "-Cembed-bitcode=yes -Cmetadata=locality_probe --cap-lints=allow";

/// Probes that were not used for so long are removed when another one is built: toolchains come and go.
const UNUSED: Duration = Duration::from_secs(60 * 60 * 24 * 60);

/// The probe, built once per toolchain and kept in the user's cache directory, or in `home` where there is none.
pub(super) fn build(
    toolchain: &Toolchain,
    workspace: &Utf8Path,
    home: &Utf8Path,
    progress: &dyn Progress,
) -> Result<Probe, Error> {
    let cache = cache_dir::find(home);
    let parts = (MANIFEST, SOURCES, RUSTFLAGS, toolchain.sysroot());
    let dir = cache.join(format!("{DIRECTORY}{:016x}", toolchain.hash_with(parts)));
    if let Some(probe) = known(&dir) {
        return Ok(probe);
    }
    let _lock = Lock::of(&dir, || progress.line("waiting for another run that builds the probe"));
    // The other one may have done it.
    if let Some(probe) = known(&dir) {
        return Ok(probe);
    }
    remove_unused(&cache);
    let start = Instant::now();
    let built = build_in(toolchain, workspace, (home, &cache, &dir), progress)?;
    let took = start.elapsed();
    progress.line(&format!("the probe took {}; it is kept in {dir} for every workspace", seconds(took)));
    Ok(Probe { took: Some(took), ..built })
}

/// The probe that was built there.
fn known(dir: &Utf8Path) -> Option<Probe> {
    let text = fs::read_to_string(dir.join(DONE)).ok()?;
    let probe = serde_json::from_str::<Probe>(&text).ok().filter(|probe| probe.rlib.is_file())?;
    // That it is still of use.
    let _ = fs::write(dir.join(USED), "");
    Some(probe)
}

/// Says that a probe is whole, and what it is.
const DONE: &str = "built.json";
/// Written whenever it is used.
const USED: &str = "used";

fn remove_unused(cache: &Utf8Path) {
    for entry in cache.read_dir_utf8().into_iter().flatten().flatten() {
        let used = fs::metadata(entry.path().join(USED)).and_then(|used| used.modified());
        let is_old = used.is_ok_and(|used| used.elapsed().is_ok_and(|age| age > UNUSED));
        if is_old && entry.file_name().starts_with(DIRECTORY) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn build_in(
    toolchain: &Toolchain,
    workspace: &Utf8Path,
    (home, cache, dir): (&Utf8Path, &Utf8Path, &Utf8Path),
    progress: &dyn Progress,
) -> Result<Probe, Error> {
    if !dir.join("Cargo.toml").is_file() {
        extract(cache, dir)?;
    }
    let allocator = allocator::symbols(toolchain, home)?;
    progress.step("Building the probe (once for each toolchain)");
    // A user's configuration beside the workspace may set flags and targets, but also where crates come from: away from
    // it first, and with it where that fails.
    let root = Path::new("/");
    let tries = [(root, true), (workspace.as_std_path(), true), (root, false)];
    let mut words = String::new();
    for (from, offline) in tries {
        if !offline {
            progress.line("the probe's dependency (libc) is not in cargo's cache: fetching it");
        }
        match attempt(toolchain, dir, from, offline, allocator.as_deref(), progress)? {
            Ok(probe) => {
                let text = serde_json::to_string(&probe).unwrap_or_default();
                // Whole, or not there: a run that has not waited reads it too.
                let part = tempfile::Builder::new().prefix("tmp-").tempfile_in(dir).at(dir)?;
                fs::write(part.path(), text).at(dir)?;
                let done = dir.join(DONE);
                part.persist(&done).map_err(|failed| failed.error).at(&done)?;
                let _ = fs::write(dir.join(USED), "");
                return Ok(probe);
            }
            Err(said) => words = said,
        }
    }
    Err(Error::ProbeDoesNotBuild(words))
}

fn extract(cache: &Utf8Path, dir: &Utf8Path) -> Result<(), Error> {
    let making = tempfile::Builder::new().prefix("tmp-").tempdir_in(cache).at(cache)?;
    for (name, text) in SOURCES.iter().chain(&[("Cargo.toml", MANIFEST)]) {
        let path = making.path().join(name);
        let parent = path.parent().unwrap_or(making.path());
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).at(dir)?;
    }
    match fs::rename(making.path(), dir) {
        Ok(()) => {
            let _ = making.keep();
            Ok(())
        }
        Err(_) if dir.join("Cargo.toml").is_file() => Ok(()),
        Err(why) => Err(why).at(dir),
    }
}

fn attempt(
    toolchain: &Toolchain,
    dir: &Utf8Path,
    from: &Path,
    offline: bool,
    allocator: Option<&str>,
    progress: &dyn Progress,
) -> Result<Result<Probe, String>, Error> {
    let mut command = Command::new(&toolchain.cargo);
    command.args(["build", "--release", "--lib", "--features", "linked", "--message-format", "json"]);
    command.args(["--target", &toolchain.host]);
    command.arg("--manifest-path").arg(dir.join("Cargo.toml")).arg("--target-dir").arg(dir.join("target"));
    if offline {
        command.arg("--offline");
    }
    without_users_flags(&mut command);
    let configured = allocator.map(|_| allocator::CONFIGURED).unwrap_or_default();
    command.env("RUSTFLAGS", format!("{RUSTFLAGS} {configured}").trim_end());
    command.env(allocator::VARIABLE, allocator.unwrap_or_default());
    command.env("RUSTC_WRAPPER", "").env("RUSTC_WORKSPACE_WRAPPER", "");
    command.env("RUSTC", &toolchain.rustc).env("CARGO_TERM_COLOR", "never").current_dir(from);

    let out = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&out);
    let on_stdout = Box::new(move |line: &str| {
        if let (Ok(mut out), Ok(message)) = (into.lock(), serde_json::from_str::<Message>(line)) {
            out.push(message);
        }
    });
    progress.detail(if offline { "offline" } else { "online" });
    let (ended, tail) = Running::start(&mut command, Some(on_stdout), Box::new(|_| {}))?.wait(None)?;
    let messages = out.lock().map(|mut out| std::mem::take(&mut *out)).unwrap_or_default();
    let rlib = messages.iter().rev().find_map(|message| match message {
        Message::CompilerArtifact(artifact) if artifact.target.name == "locality_probe" => {
            artifact.filenames.iter().find(|file| file.extension() == Some("rlib")).cloned()
        }
        _ => None,
    });
    if let (Ended::Exited(0), Some(rlib)) = (ended, rlib) {
        let rlibs = messages.iter().filter_map(|message| match message {
            Message::CompilerArtifact(artifact) => Some(&artifact.filenames),
            _ => None,
        });
        let directories = rlibs.flatten().filter_map(|file| file.parent().map(Utf8Path::to_owned));
        let dependencies = directories.collect::<BTreeSet<_>>().into_iter().collect();
        return Ok(Ok(Probe { rlib, dependencies, allocator: allocator.map(str::to_owned), took: None }));
    }
    let mut said = messages
        .iter()
        .filter_map(|message| match message {
            Message::CompilerMessage(message) => message.message.rendered.clone(),
            _ => None,
        })
        .collect::<Vec<_>>();
    said.extend(tail);
    Ok(Err(said.join("\n")))
}

/// Removes from the environment what is meant for the user's own builds.
fn without_users_flags(command: &mut Command) {
    const ITS_KIN: [&str; 5] = ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_", "CARGO_UNSTABLE_", "CARGO_PKG_"];
    const NAMES: [&str; 4] = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_INCREMENTAL", "CARGO_MAKEFLAGS"];
    for (name, _) in std::env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if NAMES.contains(&text) || ITS_KIN.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
}
