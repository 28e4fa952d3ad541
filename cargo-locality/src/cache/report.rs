//! The report on a workspace, kept with everything that was read for it.
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::input::{Dependencies, FactsStore, Files, Unreadable};
use locality_lints::report::Report;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::{Slot, Witnesses, hash};
use crate::files::Disk;

/// Fewer bytes are read and hashed before the threads for it have started.
const ALONE: u64 = 6 << 20;

/// A report, and what it was made from.
#[derive(Serialize, Deserialize)]
struct Kept {
    report: Report,
    files: Vec<(Utf8PathBuf, Seen)>,
    others: Witnesses,
}

/// What came of asking for a file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Seen {
    Text { length: u64, hash: u128 },
    Missing,
    Refused(String),
}

/// The report in `slot`, if nothing that it was made from is another now; else what `check` makes of `files`, which is kept
/// there; the facts of files, in `facts`, from the second time on. Says whether it was kept from earlier. `others` tells what else but `files` was looked at, once that is over; or that
/// it cannot be told, and nothing is kept.
pub(crate) fn report(
    slot: &Slot<'_>,
    facts: Slot<'_>,
    files: &Disk<'_>,
    check: impl FnOnce(&dyn Files) -> Report,
    others: impl FnOnce() -> Option<Witnesses>,
) -> (Report, bool) {
    // Who looks at a workspace once, as a CI does, is spared the work of keeping facts.
    let is_repeated = match slot.get::<Kept>() {
        Some(kept) if kept.others.hold() && holds(&kept.files, files) => return (kept.report, true),
        Some(_) => true,
        None => facts.exists(),
    };
    let began = SystemTime::now();
    let recorder = Recorder { files, seen: Mutex::default(), facts: is_repeated.then(|| Facts::new(facts)) };
    let report = check(&recorder);
    recorder.facts.into_iter().for_each(Facts::finish);
    let mut seen = recorder.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    seen.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    // A file that changed while it was looked at makes a report that belongs to no state of the workspace.
    let two_answers = seen.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1);
    seen.dedup_by(|(a, _), (b, _)| a == b);
    match others().filter(|others| !two_answers && others.are_older_than(began)) {
        Some(others) => {
            let kept = Kept { report, files: seen, others };
            slot.put(&kept);
            (kept.report, false)
        }
        None => (report, false),
    }
}

fn holds(seen: &[(Utf8PathBuf, Seen)], files: &Disk<'_>) -> bool {
    let length = |seen: &Seen| if let Seen::Text { length, .. } = seen { *length } else { 0 };
    let all: u64 = seen.iter().map(|(_, seen)| length(seen)).sum();
    let is_same = |buffer: &mut Vec<u8>, (path, seen): &(Utf8PathBuf, Seen)| look(files, path, buffer) == *seen;
    if all < ALONE {
        let mut buffer = Vec::new();
        return seen.iter().all(|seen| is_same(&mut buffer, seen));
    }
    seen.par_iter().map_init(Vec::new, is_same).all(|same| same)
}

/// As [`Files::read`] sees it, but bytes that are no text are told by their hash all the same: those that were text are.
fn look(files: &Disk<'_>, path: &Utf8Path, buffer: &mut Vec<u8>) -> Seen {
    buffer.clear();
    match files.bytes(path, buffer) {
        Ok(()) => Seen::Text { length: buffer.len() as u64, hash: hash(buffer) },
        Err(Unreadable::Missing) => Seen::Missing,
        Err(Unreadable::Refused(why)) => Seen::Refused(why),
    }
}

/// Notes what is read.
struct Recorder<'f> {
    files: &'f Disk<'f>,
    seen: Mutex<Vec<(Utf8PathBuf, Seen)>>,
    facts: Option<Facts<'f>>,
}

impl Files for Recorder<'_> {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        let mut bytes = Vec::new();
        let seen = look(self.files, path, &mut bytes);
        let text = match &seen {
            Seen::Text { .. } => crate::files::text(bytes),
            Seen::Missing => Err(Unreadable::Missing),
            Seen::Refused(why) => Err(Unreadable::Refused(why.clone())),
        };
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), seen));
        text
    }

    fn dependencies(&self) -> Option<&dyn Dependencies> {
        self.files.dependencies()
    }

    fn facts(&self) -> Option<&dyn FactsStore> {
        self.facts.as_ref().map(|facts| facts as &dyn FactsStore)
    }
}
