//! The tool's other faces: rustc's wrapper and the launcher of measured programs.
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use camino::{Utf8Path, Utf8PathBuf};

use super::allocator;
use super::overlay::{MEMBER_WRAPPER, TIMED_WRAPPER, TRACED_WRAPPER, WrapperPlan};
use super::toolchain::TRACE_FLAGS;

/// First argument of the launcher.
pub(super) const LAUNCH: &str = "__launch";
/// Asks the launcher for the same addresses in each run.
pub(super) const FIXED_ADDRESSES: &str = "--fixed-addresses";

/// Does what is asked where this process was started as rustc's wrapper or as the launcher, and says with which code
/// to exit; `None` where it was started as the tool itself. To be called before anything else looks at the arguments.
pub fn main_if_wrapper() -> Option<ExitCode> {
    let mut args = std::env::args_os();
    let called = args.next()?;
    let name = Path::new(&called).file_name().and_then(OsStr::to_str).unwrap_or_default();
    let role = match name {
        MEMBER_WRAPPER => Some(Role::Member),
        TIMED_WRAPPER => Some(Role::Timed),
        TRACED_WRAPPER => Some(Role::Traced),
        _ => None,
    };
    let mut rest = args.collect::<Vec<_>>();
    if let Some(role) = role {
        if rest.is_empty() {
            return Some(fail("this is rustc's wrapper: cargo calls it with rustc's path first"));
        }
        let program = rest.remove(0);
        let rest = match read_plan(Path::new(&called)) {
            Ok(plan) => role.edit(rest, &plan),
            Err(why) => return Some(fail(&why)),
        };
        return Some(replace_by(Command::new(program).args(rest)));
    }
    if rest.first().is_some_and(|first| first == LAUNCH) {
        rest.remove(0);
        return Some(launch(rest));
    }
    None
}

/// What is done with rustc's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// `RUSTC_WORKSPACE_WRAPPER`: the root is swapped for the one in the mirror.
    Member,
    /// `RUSTC_WRAPPER` of the timed build.
    Timed,
    /// `RUSTC_WRAPPER` of the traced build.
    Traced,
}

impl Role {
    fn edit(self, args: Vec<OsString>, plan: &WrapperPlan) -> Vec<OsString> {
        // Without a target it is a build script, a procedural macro, or a question (`-vV`, `--print`): none of ours.
        if !has_option(&args, "--target") {
            return args;
        }
        match self {
            Role::Member => member(args, plan),
            // Build scripts that try what the compiler can do call it without cargo's metadata: let them see the truth.
            _ if !has_codegen_option(&args, "metadata") => args,
            Role::Timed => with_probe_dependencies(args, plan),
            Role::Traced => {
                let mut args = with_probe_dependencies(args, plan);
                let shared = links_shared_rust(&args);
                args.extend(TRACE_FLAGS.iter().map(OsString::from));
                let symbols = plan.allocator.iter().filter(|_| !shared);
                args.extend(symbols.flat_map(|symbols| allocator::flags(symbols)).map(OsString::from));
                // Cargo's profile says so too; this is for what a profile says of a single package.
                let settled = ["codegen-units=1", "lto=off", "debuginfo=1", "strip=none", "split-debuginfo=off"];
                args.extend(settled.iter().map(|option| OsString::from(format!("-C{option}"))));
                args
            }
        }
    }
}

fn member(args: Vec<OsString>, plan: &WrapperPlan) -> Vec<OsString> {
    let Some((at, mirrored)) = args.iter().enumerate().find_map(|(at, arg)| Some((at, root_in_mirror(arg, plan)?)))
    else {
        return args;
    };
    let mut out = Vec::with_capacity(args.len() + 8);
    let mut skip_value = false;
    for (n, arg) in args.into_iter().enumerate() {
        if skip_value {
            skip_value = false;
        } else if n == at {
            out.push(mirrored.as_os_str().to_owned());
        } else if arg == "--cap-lints" {
            // Given once only.
            skip_value = true;
        } else if !arg.to_string_lossy().starts_with("--cap-lints=") {
            out.push(arg);
        }
    }
    out.extend(["--cap-lints=allow".into(), "--extern".into(), format!("locality_probe={}", plan.probe).into()]);
    out.extend(plan.remap.iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}").into()));
    out
}

/// The file to compile in place of the crate root that `arg` names, if it names one.
fn root_in_mirror(arg: &OsStr, plan: &WrapperPlan) -> Option<Utf8PathBuf> {
    let path = Utf8Path::new(arg.to_str()?);
    path.extension()?;
    if let Some(mirrored) = plan.roots.get(path) {
        return Some(mirrored.clone());
    }
    let absolute = path.canonicalize_utf8().ok()?;
    plan.roots.get(&absolute).cloned().or_else(|| {
        let known = |original: &&Utf8PathBuf| {
            original.file_name() == absolute.file_name()
                && original.canonicalize_utf8().is_ok_and(|same| same == absolute)
        };
        plan.roots.keys().find(known).and_then(|original| plan.roots.get(original).cloned())
    })
}

fn with_probe_dependencies(mut args: Vec<OsString>, plan: &WrapperPlan) -> Vec<OsString> {
    for directory in &plan.probe_dependencies {
        args.push("-L".into());
        args.push(format!("dependency={directory}").into());
    }
    args
}

/// Whether Rust code comes from a shared library. The probe then lies in there, and what it puts in the allocator's way is
/// seen from nowhere else: it is no function that rustc knows of. Procedural macros are shared libraries too, but the
/// host's: cargo has a directory for what is built for a target that is named.
fn links_shared_rust(args: &[OsString]) -> bool {
    let value = |name: &str| {
        let given = move |(at, arg): (usize, &OsString)| match arg.to_str()?.strip_prefix(name)? {
            "" => Some(args.get(at + 1)?.to_str()?.to_owned()),
            rest => rest.strip_prefix('=').map(str::to_owned),
        };
        args.iter().enumerate().filter_map(given).collect::<Vec<_>>()
    };
    let Some(target) = value("--target").pop() else { return false };
    value("--extern").iter().filter_map(|named| named.split_once('=')).map(|(_, path)| Utf8Path::new(path)).any(
        |path| {
            path.extension() == Some(std::env::consts::DLL_EXTENSION)
                && path.components().any(|component| component.as_str() == target)
        },
    )
}

fn has_option(args: &[OsString], name: &str) -> bool {
    args.iter().any(|arg| {
        arg.to_str().and_then(|arg| arg.strip_prefix(name)).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    })
}

fn has_codegen_option(args: &[OsString], name: &str) -> bool {
    let is_it = |text: &str| text.strip_prefix(name).is_some_and(|rest| rest.starts_with('='));
    args.iter().any(|arg| arg.to_str().is_some_and(|arg| is_it(arg) || arg.strip_prefix("-C").is_some_and(is_it)))
}

fn read_plan(called: &Path) -> Result<WrapperPlan, String> {
    let file = called.parent().and_then(Path::parent).map(|dir| dir.join("plan.json")).unwrap_or_default();
    let text = fs::read_to_string(&file).map_err(|why| format!("{}: {why}", file.display()))?;
    serde_json::from_str(&text).map_err(|why| format!("{}: {why}", file.display()))
}

/// `[--fixed-addresses] -- PROGRAM ARGS`
fn launch(args: Vec<OsString>) -> ExitCode {
    let mut args = args.into_iter();
    let mut next = args.next();
    if next.as_deref() == Some(OsStr::new(FIXED_ADDRESSES)) {
        fix_addresses();
        next = args.next();
    }
    if next.as_deref() != Some(OsStr::new("--")) {
        return fail("the launcher wants `-- PROGRAM ARGS`");
    }
    let Some(program) = args.next() else {
        return fail("the launcher wants a program");
    };
    die_with_parent();
    replace_by(Command::new(program).args(args))
}

#[cfg(target_os = "linux")]
fn fix_addresses() {
    use nix::sys::personality::{self, Persona};
    // Where it is forbidden (some containers) the counts of two runs differ a little; the verdicts do not.
    let _ = personality::get().and_then(|now| personality::set(now | Persona::ADDR_NO_RANDOMIZE));
}

#[cfg(not(target_os = "linux"))]
fn fix_addresses() {}

/// A measured program does not outlive a tool that was killed.
#[cfg(target_os = "linux")]
fn die_with_parent() {
    let _ = nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL);
}

#[cfg(not(target_os = "linux"))]
fn die_with_parent() {}

#[cfg(unix)]
fn replace_by(command: &mut Command) -> ExitCode {
    use std::os::unix::process::CommandExt as _;
    let why = command.exec();
    fail(&format!("{}: {why}", command.get_program().display()))
}

#[cfg(not(unix))]
fn replace_by(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) => ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1)),
        Err(why) => fail(&format!("{}: {why}", command.get_program().display())),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("cargo-locality: {why}");
    ExitCode::from(127)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::ffi::OsString;

    use super::{Role, WrapperPlan};

    fn plan() -> WrapperPlan {
        WrapperPlan {
            roots: BTreeMap::from([("/w/src/lib.rs".into(), "/p/tree/src/lib.rs".into())]),
            remap: vec![("/p/tree".into(), "/w".into())],
            probe: "/p/probe.rlib".into(),
            probe_dependencies: vec!["/p/deps".into()],
            allocator: None,
        }
    }

    fn edited(role: Role, args: &str) -> String {
        let args = args.split(' ').map(OsString::from).collect();
        role.edit(args, &plan()).join(" ".as_ref()).into_string().expect("text")
    }

    #[test]
    fn only_what_is_compiled_for_the_target_is_changed() {
        for untouched in ["-vV", "--print cfg", "--crate-name build_script_build /w/src/lib.rs -C metadata=1"] {
            for role in [Role::Member, Role::Timed, Role::Traced] {
                assert_eq!(edited(role, untouched), untouched);
            }
        }
        let foreign = "/w/other/lib.rs --target x -C metadata=1";
        assert_eq!(edited(Role::Member, foreign), foreign);
        assert!(edited(Role::Traced, foreign).contains("memprof"));
        let tried = "- --crate-name probe --target x --emit=metadata";
        assert_eq!(edited(Role::Traced, tried), tried);
    }

    #[test]
    fn a_member_is_compiled_from_the_mirror() {
        assert_eq!(
            edited(Role::Member, "/w/src/lib.rs --target x --cap-lints warn -C metadata=1"),
            "/p/tree/src/lib.rs --target x -C metadata=1 --cap-lints=allow --extern locality_probe=/p/probe.rlib --remap-path-prefix=/p/tree=/w"
        );
    }
}
