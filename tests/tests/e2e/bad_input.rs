//! What a user gets who gives the tool something that it cannot use: words, an exit code, and nothing broken.
use crate::harness::{Answer, Workspace};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A package whose bench `work` is `main`, and whose library has one flagged loop that the bench calls.
fn package(main: &str, of: &str) -> Workspace {
    let text = format!(
        r#"//- /Cargo.toml
[package]
name = "victim"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
[[bench]]
name = "work"
harness = false
//- /src/lib.rs
use std::collections::HashSet;
pub fn total(set: &HashSet<u64>) -> u64 {{
    let mut sum = 0;
    for value in set {{
        sum += value;
    }}
    sum
}}
//- /benches/work.rs
fn main() {{
    let set = (0..1000u64).collect();
    std::hint::black_box(victim::total(&set));
    {main}
}}
"#
    );
    Workspace::written(&text, of)
}

const CONFIRM: [&str; 5] = ["confirm", "--bench", "work", "--message-format", "json"];

#[test]
fn a_folder_without_a_manifest() {
    let empty = Workspace::written("", "no_manifest");
    // Below the repository there is always a manifest further up: a root of its own is needed.
    let elsewhere = std::env::temp_dir().join(format!("locality-no-manifest-{}", std::process::id()));
    std::fs::create_dir_all(&elsewhere).expect("a folder");
    let answer = Answer::of(empty.command(["check"]).current_dir(&elsewhere));
    std::fs::remove_dir(&elsewhere).expect("still empty");
    answer.expect_code(2).expect_stderr(&["Cargo.toml"]);
    empty.run(["--manifest-path", "nowhere/Cargo.toml"]).expect_code(2).expect_stderr(&["nowhere/Cargo.toml"]);
}

#[test]
fn one_file_that_does_not_parse_costs_only_itself() {
    let broken = package("", "does_not_parse");
    broken.write("src/broken.rs", "pub fn fine() {}\npub fn odd( {\n");
    let lib = broken.read("src/lib.rs");
    broken.write("src/lib.rs", &format!("{lib}pub mod broken;\n"));
    let answer = broken.run(["--color", "never"]).expect_code(0);
    assert!(answer.stdout.contains("hash_iteration"), "the other file is checked: {answer:#?}");
    assert!(answer.stdout.contains("src/broken.rs:"), "and the closing line names what was not: {answer:#?}");
}

#[test]
fn a_lint_that_does_not_exist() {
    let victim = package("", "unknown_lint");
    victim.run(["-D", "hash_iterations"]).expect_code(2).expect_stderr(&["hash_iterations", "hash_iteration"]);
    victim.run(["explain", "nested_vecs"]).expect_code(2).expect_stderr(&["nested_vecs", "nested_vec"]);
}

#[test]
fn a_denied_finding_fails_the_check() {
    let victim = package("", "denied");
    victim.run(["-D", "hash_iteration"]).expect_code(1);
    victim.run(["-A", "all"]).expect_code(0);
}

#[test]
fn a_workload_that_is_not_there() {
    let victim = package("", "no_such_bench");
    victim.run(["confirm", "--bench", "wrok"]).expect_code(2).expect_stderr(&["wrok", "work"]);
}

#[test]
fn a_workload_that_does_not_compile() {
    let victim = package("let text: u32 = \"four\";", "does_not_compile");
    victim.run(CONFIRM).expect_code(2).expect_stderr(&["E0308", "mismatched types", "benches/work.rs"]);
}

#[test]
fn a_workload_that_panics() {
    let victim = package("panic!(\"out of cheese\");", "panics");
    victim.run(CONFIRM).expect_code(2).expect_stderr(&["work", "101", "out of cheese"]);
}

#[test]
fn a_workload_that_exits_non_zero() {
    let victim = package("std::process::exit(7);", "exits");
    victim.run(CONFIRM).expect_code(2).expect_stderr(&["work", "7"]);
}

#[test]
fn a_workload_that_is_killed() {
    let victim = package("std::process::abort();", "killed");
    victim.run(CONFIRM).expect_code(2).expect_stderr(&["work", "SIGABRT"]);
}

#[test]
fn a_workload_that_never_ends() {
    let victim = package("loop { std::thread::sleep(std::time::Duration::from_millis(10)); }", "never_ends");
    let began = Instant::now();
    let answer = victim.run(CONFIRM.into_iter().chain(["--timeout", "2"]));
    answer.expect_code(2).expect_stderr(&["work", "2 s", "--timeout"]);
    assert!(began.elapsed() < Duration::from_secs(300));
}

#[test]
fn a_workload_that_writes_to_stdout_leaves_the_json_alone() {
    let victim = package("for n in 0..10_000 { println!(\"{{\\\"reason\\\": {n}\"); }", "writes");
    let answer = victim.run(CONFIRM).expect_code(0);
    assert_eq!(answer.sites().len(), 1);
}

#[test]
fn a_target_directory_that_cannot_be_written() {
    let victim = package("", "no_target");
    victim.write("occupied", "a file, not a folder");
    let answer = victim.run(CONFIRM.into_iter().chain(["--target-dir", "occupied/target"]));
    answer.expect_code(2).expect_stderr(&["occupied/target"]);
    // `check` builds nothing and needs none.
    victim.run(["--target-dir", "occupied/target"]).expect_code(0);
}

#[test]
fn a_toolchain_that_cannot_trace() {
    let victim = package("", "no_trace");
    let rustc = victim.root().join("old-rustc");
    let real = String::from_utf8(Command::new("rustc").args(["--print", "sysroot"]).output().expect("rustc").stdout);
    let real = format!("{}/bin/rustc", real.expect("UTF-8").trim());
    std::fs::write(
        &rustc,
        format!(
            "#!/bin/sh\nfor word; do case \"$word\" in *passes=*) echo 'error: unknown pass name' >&2; exit 1;; esac; done\nexec {real} \"$@\"\n"
        ),
    )
    .expect("a script");
    std::fs::set_permissions(&rustc, std::fs::Permissions::from_mode(0o755)).expect("executable");
    let answer = Answer::of(victim.command(CONFIRM).env("RUSTC", &rustc)).expect_code(0);
    let answer = answer.expect_stderr(&["cannot trace"]);
    let sites = answer.sites();
    assert_eq!(sites[0]["counters"]["backend"], "time");
    assert!(sites[0]["counters"].get("loads").is_none(), "no figure that was not counted: {}", sites[0]);
    assert_eq!(sites[0]["verdict"], "inconclusive");
    assert_eq!(sites[0]["entries"], 1);
}

#[test]
fn no_permission_for_perf_events() {
    let victim = package("", "no_perf");
    let mut command = victim.command(["confirm", "--bench", "work", "--color", "never"]);
    refuse_perf_events(&mut command);
    let answer = Answer::of(&mut command).expect_code(0);
    assert!(answer.stdout.contains("not permitted"), "{answer:#?}");
    assert!(answer.stdout.contains("hash_iteration"), "and the model still judges: {answer:#?}");
    // Asked for by name, what cannot be had is an error.
    let mut command = victim.command(["confirm", "--bench", "work", "--backend", "hardware"]);
    refuse_perf_events(&mut command);
    Answer::of(&mut command).expect_code(2).expect_stderr(&["not permitted"]);
}

#[test]
fn interrupted_it_leaves_nothing_but_the_target_directory() {
    let victim = package("loop { std::thread::sleep(std::time::Duration::from_millis(10)); }", "interrupted");
    let before = victim.contents();
    let mut command = victim.command(["confirm", "--bench", "work"]);
    let mut running = command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    let group = nix::unistd::Pid::from_raw(i32::try_from(running.id()).expect("a pid"));
    let began = Instant::now();
    let workload = loop {
        // Other tests run workloads too: it is the one below this tool, and below cargo, that counts.
        if let Some(workload) = running_below(running.id(), "/deps/work-") {
            break workload;
        }
        assert!(began.elapsed() < Duration::from_secs(300), "the workload never started");
        assert!(running.try_wait().expect("waited").is_none(), "ended before it was interrupted");
        std::thread::sleep(Duration::from_millis(50));
    };
    nix::sys::signal::kill(group, nix::sys::signal::Signal::SIGINT).expect("signalled");
    let status = running.wait().expect("waited");
    assert_eq!(status.code(), Some(130));
    std::thread::sleep(Duration::from_millis(200));
    // What is left may wait for whoever adopted it to ask how it ended.
    let state = std::fs::read_to_string(workload.join("status")).unwrap_or_default();
    let runs = state.lines().any(|line| line.starts_with("State:") && !line.contains("zombie"));
    assert!(!runs, "the workload outlived the tool: {state}");
    assert_eq!(victim.contents(), before);
}

#[test]
fn a_pipe_that_closes_early_is_no_crash() {
    let victim = package("", "closed_pipe");
    let mut command = victim.command(["--all-targets"]);
    let mut running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    drop(running.stdout.take());
    let output = running.wait_with_output().expect("ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{stderr}");
}

/// The folder in `/proc` of a process that `ancestor` started, or one that it started, whose program's path has `word`
/// in it.
fn running_below(ancestor: u32, word: &str) -> Option<PathBuf> {
    let read = |process: &Path, file: &str| std::fs::read_to_string(process.join(file)).unwrap_or_default();
    let parent = |process: &Path| -> Option<u32> {
        read(process, "status").lines().find_map(|line| line.strip_prefix("PPid:\t")?.parse().ok())
    };
    let is_below = |process: &Path| {
        let mut at = parent(process);
        std::iter::from_fn(|| {
            let this = at?;
            at = parent(Path::new(&format!("/proc/{this}")));
            Some(this)
        })
        .any(|above| above == ancestor)
    };
    let is_it = |process: &PathBuf| {
        let program = read(process, "cmdline").split('\0').next().is_some_and(|program| program.contains(word));
        program && is_below(process)
    };
    std::fs::read_dir("/proc").expect("/proc").filter_map(|entry| Some(entry.ok()?.path())).find(is_it)
}

/// Makes `perf_event_open` answer EPERM in the command and all that it starts, as a container's profile does.
#[expect(unsafe_code, reason = "a seccomp filter is set between fork and exec")]
fn refuse_perf_events(command: &mut Command) {
    use nix::libc::{self, sock_filter, sock_fprog};
    let operation = |code: u32, jump_true: u8, jump_false: u8, k: u32| sock_filter {
        code: u16::try_from(code).expect("an operation"),
        jt: jump_true,
        jf: jump_false,
        k,
    };
    let number = u32::try_from(libc::SYS_perf_event_open).expect("a number");
    let refused = libc::SECCOMP_RET_ERRNO | u32::try_from(libc::EPERM).expect("a number");
    let mut program = [
        operation(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, 0),
        operation(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, 0, 1, number),
        operation(libc::BPF_RET | libc::BPF_K, 0, 0, refused),
        operation(libc::BPF_RET | libc::BPF_K, 0, 0, libc::SECCOMP_RET_ALLOW),
    ];
    // SAFETY: the closure makes two system calls and touches only what it owns, as must be between fork and exec.
    unsafe {
        command.pre_exec(move || {
            let filter = sock_fprog { len: 4, filter: program.as_mut_ptr() };
            if libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
                || libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &raw const filter) != 0
            {
                return Err(std::io::Error::last_os_error());
            }
            Ok(())
        });
    }
}
