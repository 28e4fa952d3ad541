//! The libraries of other packages: cargo is asked for them, in a thread of its own, once a path names one.
//!
//! Nothing is downloaded and no `Cargo.lock` is written. Where cargo cannot tell without that, the libraries are not at
//! hand, and what the tool declares of the well-known ones has to do.
mod graph;
mod present;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;
use cargo_metadata::{Metadata, MetadataCommand, PackageId};
use locality_lints::input;

use super::Origin;
use crate::cache::Witnesses;
use crate::cli::Scope;

/// Cargo may stand in line behind another cargo that downloads. Declarations are better than to wait for that.
const PATIENCE: Duration = Duration::from_secs(10);

/// The libraries that a workspace's crates can name, asked for when they are needed and once.
#[derive(Debug)]
pub(crate) struct Libraries {
    question: Mutex<Option<Question>>,
    root: Utf8PathBuf,
    options: Vec<String>,
    pending: Mutex<Option<Receiver<Found>>>,
    answer: OnceLock<Answer>,
}

/// What cargo is asked, and what its answer is made from.
#[derive(Debug)]
pub(super) struct Question {
    manifest: Option<PathBuf>,
    options: Vec<String>,
    root: Utf8PathBuf,
    /// The crates that do the naming, by [`input::CrateId`].
    crates: Vec<Namer>,
    members: HashSet<PackageId>,
    /// What the crates always need from registries.
    needed: Vec<present::Needed>,
}

/// A crate of the workspace.
#[derive(Debug)]
struct Namer {
    package: PackageId,
    kind: input::CrateKind,
    unit_tests: bool,
}

/// The libraries, or why there are none.
type Found = Result<input::Libraries, String>;

#[derive(Debug)]
struct Answer {
    found: Found,
    waited: Duration,
}

impl Libraries {
    /// Those of the crates `origins`, whose targets are those of `metadata`. Asks nobody yet.
    pub(super) fn new(
        metadata: &Metadata,
        origins: &[Origin],
        input: &input::Workspace,
        scope: &Scope,
        triple: Option<&str>,
    ) -> Libraries {
        let named = origins.iter().zip(&input.crates);
        let crates = named.map(|(origin, krate)| Namer {
            package: metadata.packages[origin.package].id.clone(),
            kind: krate.kind,
            unit_tests: origin.unit_tests,
        });
        let options = options(scope, triple);
        let question = Question {
            manifest: scope.manifest.manifest_path.clone(),
            options: options.clone(),
            root: metadata.workspace_root.clone(),
            crates: crates.collect(),
            members: metadata.packages.iter().map(|package| package.id.clone()).collect(),
            needed: present::needed(metadata),
        };
        Libraries {
            question: Mutex::new(Some(question)),
            root: metadata.workspace_root.clone(),
            options,
            pending: Mutex::default(),
            answer: OnceLock::new(),
        }
    }

    /// What cargo is asked for, in its options.
    pub(crate) fn options(&self) -> &[String] {
        &self.options
    }

    /// What the answer was drawn from, but for the workspace's own manifests and `Cargo.lock`: nothing where nobody asked,
    /// none where it might be another the next time.
    pub(crate) fn witnesses(&self) -> Option<Witnesses> {
        let Some(answer) = self.answer.get() else { return Some(Witnesses::default()) };
        match &answer.found {
            Ok(libraries) => Some(present::of_packages(&self.root, libraries)),
            Err(_) if answer.waited >= PATIENCE => None,
            Err(_) => Some(present::of_downloads()),
        }
    }

    /// What came of it, in words; none where nobody asked.
    pub(crate) fn told(&self) -> Option<String> {
        let answer = self.answer.get()?;
        Some(match &answer.found {
            Ok(libraries) => {
                format!("{} libraries of other packages, waited {:.1?} for them", libraries.all.len(), answer.waited)
            }
            Err(why) => format!("no sources of other packages: {why}"),
        })
    }
}

impl input::Dependencies for Libraries {
    fn prepare(&self) {
        let question = self.question.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(question) = question else { return };
        let (sender, receiver) = channel();
        *self.pending.lock().unwrap_or_else(PoisonError::into_inner) = Some(receiver);
        // Without a thread nobody ever answers, which the one who waits is told at once.
        let _ = std::thread::Builder::new().spawn(move || drop(sender.send(question.answer())));
    }

    fn missing(&self) -> Option<String> {
        self.answer.get().and_then(|answer| answer.found.as_ref().err().cloned())
    }

    fn libraries(&self) -> Option<&input::Libraries> {
        let answer = self.answer.get_or_init(|| {
            let began = Instant::now();
            self.prepare();
            let pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner).take();
            let found = pending.map_or(Err(RecvTimeoutError::Disconnected), |pending| pending.recv_timeout(PATIENCE));
            let found = found.unwrap_or_else(|why| {
                Err(match why {
                    RecvTimeoutError::Timeout => format!("cargo did not say within {PATIENCE:?} which they are"),
                    RecvTimeoutError::Disconnected => "no thread could be started to ask cargo".to_owned(),
                })
            });
            Answer { found, waited: began.elapsed() }
        });
        answer.found.as_ref().ok()
    }
}

/// `--features` and its like, for cargo, which must neither write nor download. What only other platforms need is mostly not
/// downloaded, so it is left out.
fn options(scope: &Scope, triple: Option<&str>) -> Vec<String> {
    let platform = triple.unwrap_or("host-tuple");
    let mut options = ["--offline", "--locked", "--filter-platform", platform].map(str::to_owned).to_vec();
    options.extend(scope.config.iter().flat_map(|value| ["--config".to_owned(), value.clone()]));
    options.extend(scope.features.features.iter().flat_map(|list| ["--features".to_owned(), list.clone()]));
    if scope.features.all_features {
        options.push("--all-features".to_owned());
    }
    if scope.features.no_default_features {
        options.push("--no-default-features".to_owned());
    }
    options
}

impl Question {
    fn answer(&self) -> Found {
        present::check(&self.root, &self.needed, &self.options)?;
        let mut ask = MetadataCommand::new();
        if let Some(manifest) = &self.manifest {
            ask.manifest_path(manifest);
        }
        ask.other_options(self.options.clone());
        let mut command = ask.cargo_command();
        command.stdin(std::process::Stdio::null());
        let answer = command.output().map_err(|problem| format!("cargo does not start: {problem}"))?;
        if !answer.status.success() {
            let words = String::from_utf8_lossy(&answer.stderr);
            let first = words.lines().find(|line| !line.trim().is_empty()).unwrap_or("cargo cannot tell");
            return Err(first.trim().trim_start_matches("error: ").to_owned());
        }
        let text = str::from_utf8(&answer.stdout).map_err(|problem| problem.to_string())?;
        let json = text.lines().find(|line| line.starts_with('{')).unwrap_or_default();
        let metadata = MetadataCommand::parse(json).map_err(|problem| problem.to_string())?;
        Ok(graph::libraries(&metadata, self))
    }
}
