//! What was run, how it went, and who counted, in words.
use std::time::Duration;

use locality_probe::record;

use super::{counted, millions, percent, seconds, thousands};
use crate::report::coverage::{Gap, Kernel, Seen, Untraced};
use crate::report::run::{
    Beside, Counter, Counting, Ended, Failure, Fate, Harness, NoTrace, Processes, Programs, Remark, Role, RunOf,
    TraceObstacle, Workload,
};

/// So many programs are named.
const NAMED: usize = 4;
/// From this share of the time on it is told that it is the kernel's.
const LEAST_OF_KERNEL: f64 = 0.05;
/// Smaller shares are not worth a sentence.
const LEAST_SAID: f64 = 0.01;

/// What was run: ``bench `solve` of heat (bench profile)``.
pub(crate) fn workload(workload: &Workload) -> String {
    match workload {
        Workload::Nothing => "not run: nothing that was found can be measured".to_owned(),
        Workload::Programs(list) => programs(list),
        Workload::Saved { trace, programs: list } => format!("{}, as saved in {trace}", programs(list)),
    }
}

fn programs(programs: &Programs) -> String {
    let Programs { list, packages, profile } = programs;
    let names = list.iter().take(NAMED).map(|program| {
        let kind = match program.role {
            Role::Bench => "bench".to_owned(),
            Role::Test => "test".to_owned(),
            Role::UnitTests => format!("unit tests of {}", program.kind),
            Role::Program => program.kind.clone(),
        };
        format!("{kind} `{}`", program.name)
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let more = match list.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{names}{more} of {} ({profile} profile)", packages.join(", "))
}

/// Who counted, on which machine, and why nobody better did.
pub(crate) fn counting(counting: &Counting) -> String {
    let beside = match &counting.hardware {
        Beside::Counted => "and hardware counters".to_owned(),
        Beside::Refused { errno, operation } => record::Failure { errno: *errno, operation: operation.clone() }.words(),
        Beside::NeverScheduled => "the hardware counters never ran".to_owned(),
        Beside::None => "no hardware counters".to_owned(),
    };
    match &counting.by {
        Counter::Model { name, accesses, unbooked, traced, .. } => {
            let share = traced.map(|share| format!("; {} of the time passes in traced code", percent(share)));
            let unbooked = match unbooked {
                0 => String::new(),
                lost => {
                    format!("; {} more belong to no known code", percent(*lost as f64 / (lost + accesses) as f64))
                }
            };
            let accesses = millions(*accesses);
            format!(
                "built-in model of {name} ({beside}); {accesses} accesses traced{}{unbooked}",
                share.unwrap_or_default()
            )
        }
        Counter::Hardware => "the processor's".to_owned(),
        Counter::Time(why) => format!("time only: {} ({beside})", no_trace(why)),
    }
}

/// How long building took, and the probe beside it.
pub(crate) fn built(build: Duration, probe: Option<Duration>) -> String {
    let probe = probe.map(|took| format!(" (and the probe {}, once for each toolchain)", seconds(took)));
    format!("{}{}", seconds(build), probe.unwrap_or_default())
}

/// What of the time passes in the kernel, if that is worth a line.
pub(crate) fn kernel(kernel: &Kernel) -> Option<String> {
    let Kernel { share, faults, faults_share } = *kernel;
    let told = |share: Option<f64>| share.filter(|share| *share >= LEAST_OF_KERNEL);
    let (share, of_faults) = (told(share), told(faults_share));
    let faults = match of_faults {
        Some(share) => format!("{} page faults take {} of the time", thousands(faults), percent(share)),
        None => format!("{} page faults", thousands(faults)),
    };
    match share {
        Some(share) => Some(format!("{} of the time passes in the kernel; {faults}", percent(share))),
        None => of_faults.map(|_| faults),
    }
}

/// Why there is no trace.
pub(crate) fn no_trace(why: &NoTrace) -> String {
    match why {
        NoTrace::NotAsked => "no trace was asked for".to_owned(),
        NoTrace::Toolchain(obstacle) => format!("this toolchain cannot trace ({})", trace_obstacle(obstacle)),
        NoTrace::DoesNotBuild => "the traced program does not build".to_owned(),
        NoTrace::Failed { run, how } => format!("{} {}", run_of(run), ended(*how)),
    }
}

/// Why a toolchain cannot trace.
pub(crate) fn trace_obstacle(obstacle: &TraceObstacle) -> String {
    match obstacle {
        TraceObstacle::Flags { said } => {
            format!("rustc does not take the flags: {}", said.as_deref().unwrap_or("it failed without a word"))
        }
        TraceObstacle::Callback(name) => format!("a program built with the flags does not call `{name}`"),
    }
}

/// `bench solve (timed run)`
pub(crate) fn run_of(run: &RunOf) -> String {
    format!("{} {} ({} run)", run.kind, run.name, if run.traced { "traced" } else { "timed" })
}

/// A run that failed, with the end of what it wrote.
pub(crate) fn failure(failure: &Failure) -> String {
    let tail: String = failure.tail.iter().map(|line| format!("\n{line}")).collect();
    format!("the workload {} {}{tail}", run_of(&failure.run), ended(failure.how))
}

/// How a program ended, in words that follow its name.
pub fn ended(how: Ended) -> String {
    match how {
        Ended::Exited(0) => "ended well".to_owned(),
        Ended::Exited(101) => "panicked (exit status 101)".to_owned(),
        Ended::Exited(status) => format!("exited with status {status}"),
        Ended::Killed(signal) => killed(signal),
        Ended::TimedOut(after) => {
            format!("did not end within {} s and was stopped (`--timeout`)", after.as_secs_f64())
        }
        Ended::Lost => "was killed before it could write down what it did".to_owned(),
    }
}

fn killed(signal: i32) -> String {
    format!("was killed by signal {signal}{}", signal_name(signal))
}

#[cfg(unix)]
fn signal_name(signal: i32) -> String {
    nix::sys::signal::Signal::try_from(signal).map(|known| format!(" ({known})")).unwrap_or_default()
}

#[cfg(not(unix))]
fn signal_name(_: i32) -> String {
    String::new()
}

/// Something that has to be known beside the figures, in one sentence.
pub fn remark(remark: &Remark) -> String {
    match remark {
        Remark::NoRecord => "no run left a record: the workload ended before it was written".to_owned(),
        Remark::NoRecordOn { machine } => {
            format!("no run on {machine} left a record: the workload ended before it was written")
        }
        Remark::Failed { run, how } => {
            // What the timed run did, too, is told of that one alone.
            let passed = run.traced && matches!(how, Ended::Exited(_));
            let slower = "; the timed run passed: a traced one is slower, and may not keep a limit of time";
            let slower = if passed { slower } else { "" };
            format!("{} {}; the figures are what it recorded until then{slower}", run_of(run), ended(*how))
        }
        Remark::UnreadableRecord { program, error } => format!("a record of {program} cannot be read: {error}"),
        Remark::Processes { run, processes: all } => {
            let traced = if run.traced { " (traced run)" } else { "" };
            format!("{} {}: {}{traced}", run.kind, run.name, processes(all))
        }
        Remark::OneTestAtATime => "tests run one at a time (RUST_TEST_THREADS=1)".to_owned(),
        Remark::Shortened(harness) => format!("{}: the number of runs depends on the time", shortened(*harness)),
        Remark::GuardsTakenOut(number) => format!(
            "{}: the code does not compile with {}",
            counted(*number, "guard was taken out", "guards were taken out"),
            if *number == 1 { "it" } else { "them" }
        ),
        Remark::TraceSaved { path, bytes } => format!("the trace is in {path}, {} bytes", thousands(*bytes)),
        Remark::TraceCut { path } => {
            format!("the trace in {path} is not whole: it reached the limit (--save-limit)")
        }
        Remark::NothingSaved { path } => format!("nothing was saved in {path}: there is no trace"),
    }
}

/// What a harness is told beside the user's own arguments.
pub(crate) fn shortened(harness: Harness) -> &'static str {
    match harness {
        Harness::Criterion => {
            "criterion runs each benchmark for about a second and computes no statistics (`--profile-time 1`)"
        }
        Harness::Divan => "divan takes samples of each benchmark for a second at most (DIVAN_MAX_TIME=1)",
    }
}

/// `3 processes: 2 × work ended well, 1 × work was killed by signal 15 (SIGTERM)`
fn processes(all: &[Processes]) -> String {
    let number = all.iter().map(|group| group.count).sum();
    let parts = all.iter().map(|group| format!("{} × {} {}", group.count, group.program, fate(group.fate)));
    format!("{}: {}", counted(number, "process", "processes"), parts.collect::<Vec<_>>().join(", "))
}

fn fate(fate: Fate) -> String {
    match fate {
        Fate::Exited(0) => "ended well".to_owned(),
        Fate::Exited(status) => format!("exited with status {status}"),
        Fate::Killed(signal) => killed(signal),
        Fate::Replaced => "was replaced by another program (exec)".to_owned(),
        Fate::Recorded => "ended".to_owned(),
        Fate::Lost => "left no record: it was killed at once, or it still runs".to_owned(),
    }
}

/// Code that is not traced.
pub(crate) fn untraced(code: &Untraced) -> String {
    match code {
        Untraced::Std => "precompiled code of std".to_owned(),
        Untraced::Fileless => "code without a file".to_owned(),
        Untraced::Nameless => "code without a name".to_owned(),
        Untraced::Foreign => "foreign code (C, assembly)".to_owned(),
        Untraced::InlineAssembly => "inline assembly".to_owned(),
        Untraced::Library(name) => format!("the library {name}"),
        Untraced::Kernel => "the kernel".to_owned(),
    }
}

/// What the trace does not see.
pub(crate) fn gap(gap: &Gap) -> String {
    match gap {
        Gap::Code(code, _) => untraced(code),
        Gap::Stack(_) => "register spills, calls and returns".to_owned(),
        Gap::Gathered(_) => "gathers and scatters".to_owned(),
    }
}

/// In a sentence: the share that is traced, what the rest is, and what of the traced code is not seen.
pub(crate) fn seen(seen: &Seen) -> String {
    let mut words = format!("{} of the time passes in code that is traced", percent(seen.traced));
    for (what, share) in seen.untraced.iter().filter(|(_, share)| *share >= LEAST_SAID) {
        words += &format!(", {} in {}", percent(*share), untraced(what));
    }
    if let Some(unseen) = seen.unseen {
        let stack = percent(unseen.stack);
        words += &format!("; at most {stack} of the accesses there are spills, calls and returns");
        if unseen.gathered >= LEAST_SAID {
            words += &format!(", {} gathered", percent(unseen.gathered));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::run::Program;

    #[test]
    fn processes_are_told_by_program_and_end() {
        let group = |program: &str, fate, count| Processes { program: program.to_owned(), fate, count };
        let processes = vec![
            group("other", Fate::Recorded, 1),
            group("work", Fate::Exited(0), 1),
            group("work", Fate::Killed(15), 2),
            group("work", Fate::Lost, 1),
        ];
        let run = |traced| RunOf { name: "work".to_owned(), kind: "bin".to_owned(), traced };
        let words = "bin work: 5 processes: 1 × other ended, 1 × work ended well, \
                     2 × work was killed by signal 15 (SIGTERM), 1 × work left no record: it was killed at once, or it still runs";
        assert_eq!(remark(&Remark::Processes { run: run(false), processes: processes.clone() }), words);
        assert_eq!(remark(&Remark::Processes { run: run(true), processes }), format!("{words} (traced run)"));
    }

    #[test]
    fn of_many_programs_some_are_named() {
        let program = |name: &str, role| Program { name: name.to_owned(), kind: "lib".to_owned(), role };
        let mut list = vec![program("solve", Role::Bench), program("heat", Role::UnitTests)];
        let of = |list: &[Program]| {
            let packages = vec!["grid".to_owned(), "heat".to_owned()];
            workload(&Workload::Programs(Programs { list: list.to_vec(), packages, profile: "bench".to_owned() }))
        };
        assert_eq!(of(&list), "bench `solve`, unit tests of lib `heat` of grid, heat (bench profile)");
        list.extend(["a", "b", "c"].map(|name| program(name, Role::Test)));
        assert_eq!(
            of(&list),
            "bench `solve`, unit tests of lib `heat`, test `a`, test `b` and 1 more of grid, heat (bench profile)"
        );
    }
}
