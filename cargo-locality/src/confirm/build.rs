//! Building the workload with the overlay in it, through the user's own cargo.
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};
use cargo_metadata::{Message, PackageId, TargetKind};

use super::overlay::{MEMBER_WRAPPER, Plan, TIMED_WRAPPER, TRACED_WRAPPER};
use super::process::{Ended, Running};
use super::toolchain::{TRACE_FLAGS, Toolchain};
use super::workload::Invocation;
use super::{Error, Request};

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
    /// Directories with shared libraries that it may need.
    pub(super) libraries: Vec<Utf8PathBuf>,
    /// What the package's build script sets for it (`OUT_DIR` and `cargo::rustc-env`).
    pub(super) env: Vec<(String, String)>,
}

/// Builds one invocation of the workload.
pub(super) fn build(
    request: &Request<'_>,
    toolchain: &Toolchain,
    plan: &Plan,
    home: &Utf8Path,
    kind: Kind,
    invocation: &Invocation,
) -> Result<Built, Error> {
    let target_dir = target_dir(toolchain, home, kind);
    let mut command = command(request, toolchain, plan, kind, invocation);
    command.arg("--target-dir").arg(&target_dir);

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
                request.progress.detail(&format!("{}: {name}", super::workload::counted(count, "crate", "crates")));
            }
        }
        waiting.join().unwrap_or(Err(Error::Interrupted))
    })?;
    let messages = messages.lock().map(|mut messages| std::mem::take(&mut *messages)).unwrap_or_default();
    if ended == Ended::Exited(0) {
        return Ok(Built::Programs(programs(&messages, invocation, &target_dir)));
    }
    let mut errors = Vec::new();
    let mut rendered = Vec::new();
    for message in messages {
        if let Message::CompilerMessage(message) = message
            && matches!(message.message.level, DiagnosticLevel::Error | DiagnosticLevel::Ice)
        {
            rendered.extend(message.message.rendered.clone());
            errors.push((message.target.src_path, message.message));
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

fn command(request: &Request<'_>, toolchain: &Toolchain, plan: &Plan, kind: Kind, invocation: &Invocation) -> Command {
    let mut command = Command::new(&toolchain.cargo);
    command.arg(invocation.subcommand);
    if invocation.subcommand != "build" {
        command.arg("--no-run");
    }
    command.args(&request.cargo.args).args(&invocation.selectors);
    command.args(["--profile", &invocation.profile, "--target", &toolchain.host, "--message-format", "json"]);
    if kind == Kind::Traced {
        for name in profiles(&invocation.profile) {
            for setting in [
                "lto=\"off\"",
                "codegen-units=1",
                "debug=\"line-tables-only\"",
                "strip=\"none\"",
                "split-debuginfo=\"off\"",
            ] {
                command.arg("--config").arg(format!("profile.{name}.{setting}"));
            }
        }
    }
    let wrapper = if kind == Kind::Timed { TIMED_WRAPPER } else { TRACED_WRAPPER };
    command.env("RUSTC", &toolchain.rustc);
    command.env("RUSTC_WRAPPER", plan.wrapper(wrapper)).env("RUSTC_WORKSPACE_WRAPPER", plan.wrapper(MEMBER_WRAPPER));
    command.env("CARGO_TERM_PROGRESS_WHEN", "never").env("CARGO_TERM_COLOR", "never");
    for name in ["CARGO_TERM_QUIET", "CARGO_TERM_VERBOSE", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"] {
        command.env_remove(name);
    }
    command
}

/// The profile and those that the standard ones inherit from it or hand on to.
fn profiles(name: &str) -> Vec<&str> {
    match name {
        "bench" => vec!["bench", "release"],
        "dev" | "test" => vec!["dev", "test"],
        name => vec![name],
    }
}

fn programs(messages: &[Message], invocation: &Invocation, target_dir: &Utf8Path) -> Vec<Program> {
    let mut libraries = BTreeMap::<&PackageId, Vec<Utf8PathBuf>>::new();
    let mut env = BTreeMap::<&PackageId, Vec<(String, String)>>::new();
    for message in messages {
        if let Message::BuildScriptExecuted(script) = message {
            let inside = script.linked_paths.iter().filter_map(|path| {
                let text = path.as_str();
                let path = Utf8Path::new(text.split_once('=').map_or(text, |(_, path)| path));
                path.starts_with(target_dir).then(|| path.to_owned())
            });
            libraries.entry(&script.package_id).or_default().extend(inside);
            let of_package = env.entry(&script.package_id).or_default();
            of_package.push(("OUT_DIR".to_owned(), script.out_dir.to_string()));
            of_package.extend(script.env.iter().cloned());
        }
    }
    let bench = invocation.subcommand == "bench";
    let mut all = Vec::new();
    for message in messages {
        let Message::CompilerArtifact(artifact) = message else { continue };
        let Some(path) = &artifact.executable else { continue };
        let harnessed = artifact.profile.test;
        if harnessed == (invocation.subcommand == "build") {
            // `cargo test` builds the binaries too, for the integration tests to call.
            continue;
        }
        let mut paths = libraries.values().flatten().cloned().collect::<Vec<_>>();
        paths.extend(path.parent().map(Utf8Path::to_owned));
        paths.extend(path.parent().and_then(Utf8Path::parent).map(Utf8Path::to_owned));
        all.push(Program {
            path: path.clone(),
            name: artifact.target.name.clone(),
            kind: artifact.target.kind.first().cloned().unwrap_or(TargetKind::Bin),
            harnessed,
            bench,
            package: artifact.package_id.clone(),
            libraries: paths,
            env: env.get(&artifact.package_id).cloned().unwrap_or_default(),
        });
    }
    all.sort_by(|one, other| (&one.package.repr, &one.path).cmp(&(&other.package.repr, &other.path)));
    all
}

/// What cargo says of its progress, which explains no failure.
fn is_chatter(line: &str) -> bool {
    let verb = line.split_whitespace().next().unwrap_or_default();
    line.starts_with(' ')
        && matches!(
            verb,
            "Compiling"
                | "Fresh"
                | "Finished"
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
