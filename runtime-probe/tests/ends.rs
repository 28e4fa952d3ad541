//! However a program ends, it leaves what was recorded, and ends as it would have ended without the probe.
#![cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]

mod support;

use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use locality_probe::record::{Ended, Record};
use support::{TRACED, build, run_with};

const TRACE: &[(&str, &str)] = &[("LOCALITY_MODE", "traced")];
const TIME: &[(&str, &str)] = &[("LOCALITY_MODE", "timed")];

const ENDS: &str = r#"
extern crate locality_probe as probe;
use std::os::unix::process::CommandExt;
extern "C" {
    fn _exit(status: i32) -> !;
    fn quick_exit(status: i32) -> !;
    fn fork() -> i32;
    fn vfork() -> i32;
    fn waitpid(process: i32, status: *mut i32, options: i32) -> i32;
    fn kill(process: i32, signal: i32) -> i32;
    fn raise(signal: i32) -> i32;
    fn signal(signal: i32, handler: usize) -> usize;
    fn pause() -> i32;
    fn pthread_kill(thread: u64, signal: i32) -> i32;
}
extern "C" fn says(signal: i32) {
    println!("handler of {signal}");
}
extern "C" fn exits(_: i32) {
    unsafe { _exit(7) }
}
extern "C" fn gives_back(number: i32) {
    unsafe { signal(number, 0); raise(number); }
}
#[inline(never)]
fn work() -> u64 {
    let cells = std::hint::black_box(vec![3_u64; 1000]);
    let mut sum = 0;
    for _ in 0..3 { let _guard = probe::enter(1); sum += cells.iter().sum::<u64>(); }
    sum
}
#[inline(never)]
fn deeper(depth: u64) -> u64 {
    let room = std::hint::black_box([depth; 100]);
    if depth == u64::MAX { 0 } else { deeper(depth + 1) + room[7] }
}
fn main() {
    let ways: Vec<String> = std::env::args().skip(1).collect();
    println!("{}", work());
    unsafe { match ways[0].as_str() {
        "return" => {}
        "exit" => std::process::exit(3),
        "_exit" => _exit(4),
        "quick_exit" => quick_exit(5),
        "abort" => std::process::abort(),
        "panic" => panic!("on purpose"),
        "write to null" => std::ptr::null_mut::<u8>().write_volatile(1),
        "illegal" => {
            #[cfg(target_arch = "x86_64")]
            std::arch::asm!("ud2");
            #[cfg(target_arch = "aarch64")]
            std::arch::asm!("udf #0");
        }
        "overflow" => println!("{}", deeper(0)),
        "overflow in a thread" => drop(std::thread::spawn(|| println!("{}", deeper(0))).join()),
        "terminated" => { kill(std::process::id() as i32, 15); loop { pause(); } }
        "interrupted in a thread" => {
            std::thread::spawn(|| loop { std::hint::black_box(work()); });
            std::thread::spawn(|| { kill(std::process::id() as i32, 15); loop { pause(); } });
            loop { pause(); }
        }
        "interrupted in its misses" => {
            let thread = std::thread::spawn(|| {
                let cells = vec![1_u64; 1 << 18];
                loop { std::hint::black_box((0..8).map(|from| cells.iter().skip(from).step_by(8).sum::<u64>()).sum::<u64>()); }
            });
            std::thread::sleep(std::time::Duration::from_millis(ways[1].parse().unwrap()));
            pthread_kill(std::os::unix::thread::JoinHandleExt::as_pthread_t(&thread), 15);
            loop { pause(); }
        }
        "killed" => { kill(std::process::id() as i32, 9); loop { pause(); } }
        "own handler" => {
            assert_eq!(signal(15, says as usize), 0, "the default stands");
            assert_eq!(signal(15, says as usize), says as usize);
            raise(15);
            assert_eq!(signal(15, 0), says as usize);
            assert_eq!(signal(15, 0), 0, "the default is seen");
            std::process::exit(6);
        }
        "handler exits" => { signal(1, exits as usize); raise(1); }
        "handler gives back" => { signal(1, gives_back as usize); raise(1); loop { pause(); } }
        "handler of abort" => { signal(6, says as usize); std::process::abort(); }
        "ignored" => { signal(1, 1); raise(1); std::process::exit(8); }
        "exec" => drop(std::process::Command::new("sh").args(["-c", "echo replaced; exit 9"]).exec()),
        "exec itself" => drop(std::process::Command::new(std::env::current_exe().unwrap()).arg("exit").exec()),
        "exec fails" => {
            println!("{}", std::process::Command::new("no such program").exec().kind());
            println!("{}", std::process::Command::new("/etc").exec().kind());
            println!("{}", work());
        }
        "starts others" => {
            let output = std::process::Command::new("echo").arg("other").output().unwrap();
            print!("{}", String::from_utf8(output.stdout).unwrap());
            let mut with_fork = std::process::Command::new("echo");
            with_fork.arg("forked").pre_exec(|| Ok(()));
            print!("{}", String::from_utf8(with_fork.output().unwrap().stdout).unwrap());
        }
        "children" => {
            for way in 0..3 {
                match fork() {
                    0 => {
                        println!("{}", work());
                        match way { 0 => _exit(1), 1 => { raise(15); } _ => {} }
                        return;
                    }
                    child => { waitpid(child, std::ptr::null_mut(), 0); }
                }
            }
        }
        "vfork" => match vfork() {
            0 => _exit(0),
            child => { waitpid(child, std::ptr::null_mut(), 0); println!("{}", work()); }
        },
        "exits twice" => {
            let threads: Vec<_> = (0..4).map(|nth| std::thread::spawn(move || _exit(nth))).collect();
            for thread in threads { drop(thread.join()); }
        }
        other => panic!("{other}"),
    } }
}
"#;

struct Seen {
    records: Vec<Record>,
    announced: usize,
    output: Output,
}

/// Runs a way to end, timed and traced, and once unmeasured: all three end alike and say the same.
fn seen(program: &PathBuf, way: &str) -> Vec<Seen> {
    let plain = Command::new(program).arg(way).output().unwrap();
    let runs = [TIME, TRACE].map(|environment| {
        let done = run_with(program, &[way], environment);
        let (status, expected) = (done.output.status, plain.status);
        assert_eq!((status.code(), status.signal()), (expected.code(), expected.signal()), "{way}: {:?}", done.output);
        assert_eq!(status.core_dumped(), expected.core_dumped(), "{way}");
        let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(text(&done.output), text(&plain), "{way}");
        Seen { records: done.records, announced: done.announced, output: done.output }
    });
    runs.into()
}

fn entries(record: &Record) -> u64 {
    record.sites.iter().filter(|site| site.site == 1).map(|site| site.entries).sum()
}

/// What the records say: how the process ended, and how often it entered the site.
fn ends(seen: &Seen) -> Vec<(Option<Ended>, u64)> {
    let mut all = seen.records.iter().map(|record| (record.ended, entries(record))).collect::<Vec<_>>();
    all.sort();
    all
}

#[test]
fn what_was_recorded_is_kept_and_the_end_is_the_programs_own() {
    use Ended::{Exited, Killed, Replaced};

    let program = build("ends", ENDS, TRACED);
    for (way, ended) in [
        ("return", Some(Exited(0))),
        ("exit", Some(Exited(3))),
        ("_exit", Some(Exited(4))),
        ("quick_exit", None),
        ("abort", Some(Killed(6))),
        ("panic", Some(Exited(101))),
        ("write to null", Some(Killed(11))),
        ("illegal", Some(Killed(4))),
        ("overflow", Some(Killed(6))),
        ("overflow in a thread", Some(Killed(6))),
        ("terminated", Some(Killed(15))),
        ("own handler", Some(Exited(6))),
        ("handler exits", Some(Exited(7))),
        ("handler gives back", Some(Killed(1))),
        ("handler of abort", Some(Killed(6))),
        ("ignored", Some(Exited(8))),
        ("exec", Some(Replaced)),
        ("starts others", Some(Exited(0))),
    ] {
        for seen in seen(&program, way) {
            assert_eq!(ends(&seen), [(ended, 3)], "{way}: {:?}", seen.output);
            assert_eq!(seen.announced, 1, "{way}");
        }
    }
}

#[test]
fn several_ends_leave_several_records() {
    use Ended::{Exited, Killed, Replaced};

    let program = build("ends-of-several", ENDS, TRACED);
    for seen in seen(&program, "exec itself") {
        assert_eq!(ends(&seen), [(Some(Exited(3)), 3), (Some(Replaced), 3)]);
    }
    for seen in seen(&program, "children") {
        let children = [(Some(Exited(0)), 3), (Some(Exited(1)), 3), (Some(Killed(15)), 3)];
        let mut expected = [&children[..], &[(Some(Exited(0)), 3)]].concat();
        expected.sort();
        assert_eq!(ends(&seen), expected);
        assert_eq!(seen.announced, 4);
    }
    for seen in seen(&program, "exec fails") {
        assert_eq!(ends(&seen), [(Some(Exited(0)), 6)]);
    }
    for seen in seen(&program, "vfork") {
        assert_eq!(ends(&seen), [(Some(Exited(0)), 6)]);
    }
    for seen in seen(&program, "killed") {
        assert_eq!((seen.records.len(), seen.announced), (0, 1));
    }
}

#[test]
fn threads_that_end_the_process_at_once_wait_for_the_record() {
    let program = build("ends-in-threads", ENDS, TRACED);
    for turn in 0..10 {
        for environment in [TIME, TRACE] {
            let done = run_with(&program, &["exits twice"], environment);
            assert!(done.output.status.code().is_some_and(|code| code < 4), "{:?}", done.output);
            assert_eq!(done.records.iter().map(entries).collect::<Vec<_>>(), [3]);
            for ways in [&["interrupted in a thread"][..], &["interrupted in its misses", &(5 + turn).to_string()]] {
                let done = run_with(&program, ways, environment);
                assert_eq!(done.output.status.signal(), Some(15), "{:?}", done.output);
                let how = done.records.iter().map(|record| record.ended).collect::<Vec<_>>();
                assert_eq!(how, [Some(Ended::Killed(15))]);
            }
        }
    }
}

#[test]
fn a_program_that_aborts_on_panic_leaves_its_record() {
    let flags = [TRACED, &["-Cpanic=abort"]].concat();
    let program = build("ends-by-abort", ENDS, &flags);
    for seen in seen(&program, "panic") {
        assert_eq!(ends(&seen), [(Some(Ended::Killed(6)), 3)]);
    }
}
