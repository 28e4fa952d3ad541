//! The processes of a run: which there were, and how they ended.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use locality_probe::record::{self, Record};

use crate::report::run::{Ended, Fate, Processes};

/// A process in which the probe was awake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Process {
    /// The program that it ran.
    pub(super) executable: PathBuf,
    /// What became of it.
    pub(super) fate: Fate,
}

/// What became of a process that wrote its record.
fn fate(ended: record::Ended) -> Fate {
    match ended {
        record::Ended::Exited(status) => Fate::Exited(status),
        record::Ended::Killed(signal) => Fate::Killed(signal),
        record::Ended::Replaced => Fate::Replaced,
    }
}

/// The processes of these records, and of those that only said that they began (process and program).
pub(super) fn of(records: &[Record], announced: &[(u32, PathBuf)]) -> Vec<Process> {
    let recorded = records.iter().map(|record| Process {
        executable: record.executable.clone(),
        fate: record.ended.map_or(Fate::Recorded, fate),
    });
    let lost = announced.iter().filter(|(pid, _)| records.iter().all(|record| record.pid != *pid));
    recorded.chain(lost.map(|(_, program)| Process { executable: program.clone(), fate: Fate::Lost })).collect()
}

/// How the run of `programs` ended, by what cargo says of it and what they wrote down: of a program that cargo ran as a child
/// it only says that it failed.
pub(super) fn end(by_cargo: Ended, is_child: bool, processes: &[Process], programs: &[&Path]) -> Ended {
    if by_cargo != Ended::Exited(101) || !is_child {
        return by_cargo;
    }
    let mut of_programs = processes.iter().filter(|process| programs.contains(&process.executable.as_path()));
    let failed = of_programs.clone().find_map(|process| match process.fate {
        Fate::Killed(signal) => Some(Ended::Killed(signal)),
        Fate::Exited(status) if status != 0 => Some(Ended::Exited(status)),
        _ => None,
    });
    let lost = || of_programs.any(|process| process.fate == Fate::Lost).then_some(Ended::Lost);
    failed.or_else(lost).unwrap_or(by_cargo)
}

/// The processes by program and fate; nothing where there is but one, which left its record.
pub(super) fn grouped(processes: &[Process]) -> Vec<Processes> {
    if processes.len() <= 1 && processes.iter().all(|one| one.fate != Fate::Lost) {
        return Vec::new();
    }
    let mut groups = BTreeMap::<(String, Fate), usize>::new();
    for process in processes {
        *groups.entry((target_name(&process.executable), process.fate)).or_default() += 1;
    }
    groups.into_iter().map(|((program, fate), count)| Processes { program, fate, count }).collect()
}

/// The name of a program's target: without the hash that cargo puts behind it in `deps`.
fn target_name(executable: &Path) -> String {
    let name = executable.file_stem().unwrap_or_default().to_string_lossy();
    match name.rsplit_once('-') {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => name.to_owned(),
        _ => name.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(pid: u32, program: &str, ended: Option<record::Ended>) -> Record {
        Record { pid, executable: program.into(), ended, ..Record::default() }
    }

    #[test]
    fn processes_are_grouped_by_program_and_end() {
        use record::Ended::{Exited, Killed};

        let work = "/t/deps/work-0123456789abcdef";
        let records = [
            record(1, work, Some(Exited(0))),
            record(2, work, Some(Killed(15))),
            record(3, work, Some(Killed(15))),
            record(4, "/t/release/other", None),
        ];
        let announced = [(1, work.into()), (2, work.into()), (9, work.into())];
        let groups = grouped(&of(&records, &announced));
        let group = |program: &str, fate, count| Processes { program: program.to_owned(), fate, count };
        let fates = [
            group("other", Fate::Recorded, 1),
            group("work", Fate::Exited(0), 1),
            group("work", Fate::Killed(15), 2),
            group("work", Fate::Lost, 1),
        ];
        assert_eq!(groups, fates);
        assert_eq!(grouped(&of(&records[..1], &announced[..1])), []);
        assert_eq!(grouped(&[]), []);
        assert_eq!(grouped(&of(&[], &announced[..1])).len(), 1, "one that left no record is told");
    }

    #[test]
    fn what_cargo_does_not_tell_of_its_child_the_child_tells() {
        let program = Path::new("/t/work");
        let end = |by_cargo, fates: &[Fate]| {
            let process = |fate: &Fate| Process { executable: program.into(), fate: *fate };
            super::end(by_cargo, true, &fates.iter().map(process).collect::<Vec<_>>(), &[program])
        };
        let failed = Ended::Exited(101);
        assert_eq!(end(failed, &[Fate::Exited(0), Fate::Killed(6)]), Ended::Killed(6));
        assert_eq!(end(failed, &[Fate::Lost]), Ended::Lost);
        assert_eq!(end(failed, &[Fate::Exited(101)]), failed);
        assert_eq!(end(failed, &[]), failed);
        assert_eq!(end(Ended::Exited(0), &[Fate::Killed(6)]), Ended::Exited(0));
    }
}
