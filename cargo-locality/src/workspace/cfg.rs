//! What `#[cfg(..)]` holds for the target.
use std::process::{Child, Command, Stdio};

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

/// Starts to ask.
pub(super) fn ask(triple: &str) -> Asked {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command
        .env("RUST_BACKTRACE", "0")
        .args(["--print", "cfg", "--target", triple])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Asked { rustc: command.spawn(), triple: triple.to_owned() }
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

/// What holds where rustc gave this answer for `triple`; without one, for this program's own target, which is the machine's.
/// To that comes what flags of the environment and of cargo's configuration add, which is read each time.
pub(super) fn of(answer: Option<&str>, triple: Option<&str>, scope: &Scope) -> Cfg {
    let mut cfg = answer.map_or_else(host, parse);
    let flags = configuration::rustflags(scope, triple.unwrap_or(env!("LOCALITY_TARGET")), &cfg);
    add_flags(&mut cfg, &flags);
    cfg
}

/// One predicate a line: `unix`, `target_os="linux"`.
fn parse(text: &str) -> Cfg {
    let mut cfg = Cfg::default();
    text.lines().for_each(|line| add(&mut cfg, line.trim()));
    cfg
}

fn add(cfg: &mut Cfg, predicate: &str) {
    match predicate.split_once('=') {
        Some((key, value)) => cfg.pairs.push((key.trim().to_owned(), value.trim().trim_matches('"').to_owned())),
        None if predicate.is_empty() => {}
        None => cfg.flags.push(predicate.to_owned()),
    }
}

/// What rustc told when this program was compiled for this machine.
fn host() -> Cfg {
    let flags = ["debug_assertions", std::env::consts::FAMILY];
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

/// `--cfg x` among the flags that cargo hands to rustc.
fn add_flags(cfg: &mut Cfg, flags: &[String]) {
    for (at, flag) in flags.iter().enumerate() {
        if *flag == "--cfg" {
            add(cfg, flags.get(at + 1).map_or("", String::as_str));
        } else if let Some(predicate) = flag.strip_prefix("--cfg=") {
            add(cfg, predicate);
        }
    }
}
