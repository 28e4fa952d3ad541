//! Building the workload with the overlay in it, through the user's own cargo.
use std::ffi::OsString;
use std::process::Command;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};
use cargo_metadata::{Message, PackageId, TargetKind};

use super::harness::{Harness, Shortened};
use super::overlay::{MEMBER_WRAPPER, Plan, TIMED_WRAPPER, TRACED_WRAPPER};
use super::process::Running;
use super::toolchain::{TRACE_FLAGS, Toolchain};
use super::workload::{Invocation, Verb};
use super::{Error, Request};
use crate::report::run::{Ended, Role, RunOf};
use crate::words::counted;

/// Which of the two builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The user's own profile; guards take the time.
    Timed,
    /// Every load and store calls the probe.
    Traced,
}

/// What a build came to.
pub(super) enum Built {
    /// The programs of the workload.
    Programs(Vec<Program>),
    /// It does not compile.
    Broken(Broken),
}

/// A build that failed.
pub(super) struct Broken {
    /// What rustc complained of, each with the root of the crate that it was compiling. Empty where cargo itself refused.
    pub(super) errors: Vec<(Utf8PathBuf, Diagnostic)>,
    /// The words of rustc and cargo.
    pub(super) rendered: String,
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Self {
        Error::WorkloadDoesNotBuild { rendered: broken.rendered }
    }
}

/// A program of the workload.
#[derive(Clone, Debug)]
pub(super) struct Program {
    /// Its file.
    pub(super) path: Utf8PathBuf,
    /// Its target's name.
    pub(super) name: String,
    /// Its target's kind.
    pub(super) kind: TargetKind,
    /// Whether it was built with `cfg(test)` or as a bench: it then runs as `cargo test` and `cargo bench` would run it.
    pub(super) harnessed: bool,
    /// Whether `cargo bench` would run it.
    pub(super) bench: bool,
    /// The package.
    pub(super) package: PackageId,
    /// The call of cargo that runs it, and others of its name in other packages.
    pub(super) run: Invocation,
    /// The harness that measures in it, where one does.
    pub(super) harness: Option<Harness>,
}

impl Program {
    /// A run of it.
    pub(super) fn run_of(&self, kind: Kind) -> RunOf {
        RunOf { name: self.name.clone(), kind: self.kind.to_string(), traced: kind == Kind::Traced }
    }

    /// How it is run.
    pub(super) fn role(&self) -> Role {
        match (self.bench, self.harnessed) {
            (true, _) => Role::Bench,
            (false, true) if self.kind == TargetKind::Test => Role::Test,
            (false, true) => Role::UnitTests,
            (false, false) => Role::Program,
        }
    }

    /// What its harness is told beside the user's own arguments.
    pub(super) fn shortened(&self, request: &Request<'_>) -> Option<Shortened> {
        self.harness?.shortened(&request.args)
    }
}

/// Builds one invocation of the workload.
pub(super) fn build(setting: &Setting<'_>, invocation: &Invocation) -> Result<Built, Error> {
    let Setting { request, toolchain, .. } = setting;
    let verb = if invocation.verb == Verb::Run { "build" } else { invocation.verb.name() };
    let mut command = Command::new(&toolchain.cargo);
    setting.ask(&mut command, verb, invocation);
    command.args(["--message-format", "json"]);
    if invocation.verb != Verb::Run {
        command.arg("--no-run");
    }

    let messages = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&messages);
    let (names, compiled) = mpsc::channel::<String>();
    let on_stdout = Box::new(move |line: &str| {
        if let (Ok(mut into), Ok(message)) = (into.lock(), serde_json::from_str::<Message>(line)) {
            if let Message::CompilerArtifact(artifact) = &message {
                // Nobody listens any more once the build is over.
                let _ = names.send(artifact.target.name.clone());
            }
            into.push(message);
        }
    });
    let verbose = request.verbose;
    let on_stderr = Box::new(move |line: &str| {
        if verbose {
            eprintln!("{line}");
        }
    });
    let running = Running::start(&mut command, Some(on_stdout), on_stderr)?;
    let (ended, tail) = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| running.wait(None));
        let mut count = 0_usize;
        while !waiting.is_finished() {
            if let Ok(name) = compiled.recv_timeout(Duration::from_millis(50)) {
                count += 1;
                request.progress.detail(&format!("{}: {name}", counted(count, "crate", "crates")));
            }
        }
        waiting.join().unwrap_or(Err(Error::Interrupted))
    })?;
    let messages = messages.lock().map(|mut messages| std::mem::take(&mut *messages)).unwrap_or_default();
    if ended == Ended::Exited(0) {
        return Ok(Built::Programs(programs(&messages, invocation, setting.plan)));
    }
    let mut errors = Vec::new();
    let mut rendered = Vec::new();
    for message in messages {
        if let Message::CompilerMessage(message) = message
            && matches!(message.message.level, DiagnosticLevel::Error | DiagnosticLevel::Ice)
        {
            rendered.extend(message.message.rendered.clone());
            let root = message.target.src_path;
            let root = setting.plan.manifest.as_ref().map_or_else(|| root.clone(), |manifest| manifest.file(&root));
            errors.push((root, message.message));
        }
    }
    rendered.extend(tail.into_iter().filter(|line| !is_chatter(line)));
    Ok(Built::Broken(Broken { errors, rendered: rendered.join("\n") }))
}

/// `<target>/locality/timed`, and for the traced build one directory for each set of flags: cargo does not see them, and
/// would take what other flags made for fresh.
fn target_dir(toolchain: &Toolchain, home: &Utf8Path, kind: Kind) -> Utf8PathBuf {
    match kind {
        Kind::Timed => home.join("timed"),
        Kind::Traced => home.join(format!("traced-{:08x}", toolchain.hash_with(TRACE_FLAGS) as u32)),
    }
}

/// What all calls of cargo for one of the builds share: a later one finds fresh what an earlier one built.
pub(super) struct Setting<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) toolchain: &'a Toolchain,
    pub(super) plan: &'a Plan,
    pub(super) home: &'a Utf8Path,
    pub(super) kind: Kind,
}

impl Setting<'_> {
    /// What is passed on to cargo as it is, but for the manifest where that is not the user's own.
    fn cargo_args(&self) -> Vec<OsString> {
        let mut args = self.request.cargo.args.clone();
        if let Some(manifest) = &self.plan.manifest {
            if let Some(at) = args.iter().position(|arg| arg == "--manifest-path") {
                args.drain(at..(at + 2).min(args.len()));
            }
            args.extend(["--manifest-path".into(), manifest.path.clone().into_os_string()]);
        }
        args
    }

    /// Adds to `cargo` what it is asked to do, with which settings.
    ///
    /// The wrappers are told as configuration and not as variables: a program that cargo runs inherits those, and may call
    /// cargo itself.
    pub(super) fn ask(&self, cargo: &mut Command, verb: &str, invocation: &Invocation) {
        let Setting { toolchain, plan, home, kind, .. } = *self;
        let mirrored = |arg: &OsString| match (&plan.manifest, arg.to_str()) {
            (Some(manifest), Some(text)) => manifest.in_mirror(text).into(),
            _ => arg.clone(),
        };
        cargo.arg(verb).args(self.cargo_args()).args(invocation.selection.iter().map(mirrored));
        cargo.args(&invocation.selectors);
        cargo.args(["--profile", &invocation.profile, "--target", &toolchain.host]);
        cargo.arg("--target-dir").arg(target_dir(toolchain, home, kind));
        // Lines, so that samples of the timed run tell where they lie; what the compiler makes does not depend on it.
        let timed = ["debug=\"line-tables-only\"", "strip=\"none\""];
        let traced =
            ["lto=\"off\"", "codegen-units=1", "debug=\"limited\"", "strip=\"none\"", "split-debuginfo=\"off\""];
        for name in profiles(&invocation.profile) {
            for setting in if kind == Kind::Traced { &traced[..] } else { &timed[..] } {
                cargo.arg("--config").arg(format!("profile.{name}.{setting}"));
            }
        }
        let wrapper = plan.wrapper(if kind == Kind::Timed { TIMED_WRAPPER } else { TRACED_WRAPPER });
        let mut build = |key: &str, value: &str| {
            // A string of JSON is one of TOML.
            cargo.arg("--config").arg(format!("build.{key}={}", serde_json::Value::from(value)));
        };
        build("rustc-wrapper", wrapper.as_str());
        build("rustc-workspace-wrapper", plan.wrapper(MEMBER_WRAPPER).as_str());
        if let (None, Some(rustc)) = (std::env::var_os("RUSTC"), toolchain.rustc.to_str()) {
            build("rustc", rustc);
        }
        // A shared library of a member has no hash in its name, but for this: one plan's would be taken for another's.
        cargo.env("__CARGO_DEFAULT_LIB_METADATA", "cargo-locality");
        cargo.env("CARGO_TERM_PROGRESS_WHEN", "never").env("CARGO_TERM_COLOR", "never");
        // The first two would go before the configuration.
        for name in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_TERM_QUIET", "CARGO_TERM_VERBOSE"] {
            cargo.env_remove(name);
        }
    }
}

/// The profile and those that the standard ones inherit from it or hand on to.
fn profiles(name: &str) -> Vec<&str> {
    match name {
        "bench" => vec!["bench", "release"],
        "dev" | "test" => vec!["dev", "test"],
        name => vec![name],
    }
}

fn programs(messages: &[Message], invocation: &Invocation, plan: &Plan) -> Vec<Program> {
    let mut all = Vec::new();
    for message in messages {
        let Message::CompilerArtifact(artifact) = message else { continue };
        let Some(path) = &artifact.executable else { continue };
        let harnessed = artifact.profile.test;
        if harnessed == (invocation.verb == Verb::Run) {
            // `cargo test` builds the binaries too, for the integration tests to call.
            continue;
        }
        let name = artifact.target.name.clone();
        let kind = artifact.target.kind.first().cloned().unwrap_or(TargetKind::Bin);
        let selectors = match kind {
            TargetKind::Bin => vec!["--bin".into(), name.clone().into()],
            TargetKind::Example => vec!["--example".into(), name.clone().into()],
            TargetKind::Test => vec!["--test".into(), name.clone().into()],
            TargetKind::Bench => vec!["--bench".into(), name.clone().into()],
            _ => vec!["--lib".into()],
        };
        all.push(Program {
            path: path.clone(),
            name,
            kind,
            harnessed,
            bench: invocation.verb == Verb::Bench,
            package: match &plan.manifest {
                Some(manifest) => PackageId { repr: manifest.package(&artifact.package_id.repr) },
                None => artifact.package_id.clone(),
            },
            run: Invocation { selectors, ..invocation.clone() },
            harness: if invocation.verb == Verb::Bench { Harness::of(path) } else { None },
        });
    }
    all.sort_by(|one, other| (&one.package.repr, &one.path).cmp(&(&other.package.repr, &other.path)));
    all
}

/// What cargo says of its progress, which explains no failure.
pub(super) fn is_chatter(line: &str) -> bool {
    let verb = line.split_whitespace().next().unwrap_or_default();
    line.starts_with(' ')
        && matches!(
            verb,
            "Compiling"
                | "Fresh"
                | "Finished"
                | "Running"
                | "Locking"
                | "Adding"
                | "Updating"
                | "Executable"
                | "Blocking"
                | "Downloading"
                | "Downloaded"
                | "Dirty"
        )
}
