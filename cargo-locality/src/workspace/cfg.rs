//! What `#[cfg(..)]` holds for the target.
use std::process::{Child, Command, Stdio};

use camino::Utf8Path;
use locality_lints::input::Cfg;

use super::configuration;
use super::metadata::is_of_toolchain;
use crate::cli::Scope;
use crate::error::Error;

/// The question for the predicates of a target, which rustc answers while cargo is asked for the workspace.
pub(super) struct Asked {
    rustc: std::io::Result<Child>,
    triple: String,
}

/// Starts to ask; without a triple, about this machine. Code is looked at as a release build has it, since that is the one whose
/// speed matters: without debug assertions, where no flag asks for them.
pub(super) fn ask(triple: Option<&str>, flags: &[String]) -> Asked {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command.env("RUST_BACKTRACE", "0").args(["--print", "cfg", "-Copt-level=3"]);
    if let Some(triple) = triple {
        command.args(["--target", triple]);
    }
    command.args(flags).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Asked { rustc: command.spawn(), triple: triple.unwrap_or(env!("LOCALITY_TARGET")).to_owned() }
}

/// Whether only rustc can tell what holds with these flags: those that say `--cfg` say it themselves.
pub(super) fn changes_target(flags: &[String]) -> bool {
    flags.iter().any(|flag| !flag.starts_with("--cfg="))
}

impl Asked {
    /// The answer, a predicate a line.
    pub(super) fn finish(self) -> Result<String, Error> {
        let triple = self.triple;
        let answer = self.rustc.and_then(Child::wait_with_output);
        let answer = answer.map_err(|problem| Error::Target { triple: triple.clone(), words: problem.to_string() })?;
        if !answer.status.success() {
            let words = String::from_utf8_lossy(&answer.stderr).trim().to_owned();
            if is_of_toolchain(&words) {
                return Err(Error::Toolchain { words });
            }
            return Err(Error::Target { triple, words });
        }
        Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
    }
}

/// What holds where rustc gave this answer; without one, for this program's own target, which is the machine's.
pub(super) fn of(answer: Option<&str>) -> Cfg {
    answer.map_or_else(host, parse)
}

/// The flags that rustc is called with where `cfg` holds: those of the profile that a release is built with, then those of the
/// environment and of cargo's configuration. They are read each time.
pub(super) fn flags(scope: &Scope, triple: Option<&str>, cfg: &Cfg, root: &Utf8Path) -> Vec<String> {
    let mut flags = configuration::profile_flags(scope, root);
    flags.extend(configuration::rustflags(scope, triple.unwrap_or(env!("LOCALITY_TARGET")), cfg));
    telling(flags)
}

/// Those flags that change what holds, each as one word.
fn telling(flags: Vec<String>) -> Vec<String> {
    let mut told = Vec::new();
    let mut flags = flags.into_iter();
    while let Some(flag) = flags.next() {
        let (kind, value) = match flag.as_str() {
            "-C" | "--codegen" => ("-C", flags.next()),
            "--cfg" => ("--cfg=", flags.next()),
            _ => match flag.strip_prefix("--cfg=") {
                Some(predicate) => ("--cfg=", Some(predicate.to_owned())),
                None => {
                    let value = flag.strip_prefix("-C").or_else(|| flag.strip_prefix("--codegen="));
                    ("-C", value.map(str::to_owned))
                }
            },
        };
        let names = ["target-feature", "target-cpu", "panic", "debug-assertions"];
        let matters = |value: &String| kind != "-C" || names.contains(&value.split('=').next().unwrap_or_default());
        told.extend(value.filter(matters).map(|value| format!("{kind}{value}")));
    }
    told
}

/// One predicate a line: `unix`, `target_os="linux"`.
fn parse(text: &str) -> Cfg {
    let mut cfg = Cfg::default();
    text.lines().for_each(|line| add(&mut cfg, line.trim()));
    cfg
}

pub(super) fn add(cfg: &mut Cfg, predicate: &str) {
    match predicate.split_once('=') {
        Some((key, value)) => cfg.pairs.push((key.trim().to_owned(), value.trim().trim_matches('"').to_owned())),
        None if predicate.is_empty() => {}
        None => cfg.flags.push(predicate.to_owned()),
    }
}

/// What rustc told when this program was compiled for this machine.
fn host() -> Cfg {
    let flags = [std::env::consts::FAMILY];
    let width = usize::BITS.to_string();
    let endian = if cfg!(target_endian = "big") { "big" } else { "little" };
    let env =
        [(cfg!(target_env = "gnu"), "gnu"), (cfg!(target_env = "musl"), "musl"), (cfg!(target_env = "msvc"), "msvc")];
    let vendor = [(cfg!(target_vendor = "apple"), "apple"), (cfg!(target_vendor = "pc"), "pc")];
    let pick = |choices: &[(bool, &'static str)], otherwise| {
        choices.iter().find(|(is, _)| *is).map_or(otherwise, |(_, name)| *name)
    };
    let mut pairs = vec![
        ("target_os", std::env::consts::OS),
        ("target_family", std::env::consts::FAMILY),
        ("target_arch", std::env::consts::ARCH),
        ("target_pointer_width", width.as_str()),
        ("target_endian", endian),
        ("target_env", pick(&env, "")),
        ("target_vendor", pick(&vendor, "unknown")),
        ("target_abi", ""),
        ("panic", "unwind"),
    ];
    pairs.extend(["8", "16", "32", width.as_str(), "ptr"].map(|size| ("target_has_atomic", size)));
    if cfg!(target_arch = "x86_64") {
        pairs.extend(["fxsr", "sse", "sse2"].map(|feature| ("target_feature", feature)));
    } else if cfg!(target_arch = "aarch64") {
        pairs.push(("target_feature", "neon"));
    }
    Cfg {
        flags: flags.map(str::to_owned).to_vec(),
        pairs: pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
    }
}

/// `--cfg=x` among the flags that cargo hands to rustc.
pub(super) fn add_flags(cfg: &mut Cfg, flags: &[String]) {
    flags.iter().filter_map(|flag| flag.strip_prefix("--cfg=")).for_each(|predicate| add(cfg, predicate));
}
