//! A trace in a file of the user's: what each process recorded, and its events.
//!
//! A line that says what it is, a line of JSON (what was run, and how long the parts are), then for each process its
//! record and its events.
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Read as _, Write as _};

use camino::Utf8Path;
use locality_probe::machine::Machine;
use locality_probe::record::Record;
use locality_probe::replay::replay;
use serde::{Deserialize, Serialize};

use super::costs::Faults;
use crate::confirm::Error;
use crate::confirm::error::At as _;
use crate::report::coverage::{Kernel, Seen};
use crate::report::run::Programs;

const MAGIC: &str = "cargo-locality trace 2";

#[derive(Serialize, Deserialize)]
struct Head {
    programs: Programs,
    /// How much of the program is traced; absent where nothing told.
    seen: Option<Seen>,
    /// What the kernel did, and where pages were touched first; absent where nothing told, and in older files.
    #[serde(default)]
    kernel: Option<Kernel>,
    #[serde(default)]
    faults: Faults,
    processes: Vec<Lengths>,
}

#[derive(Serialize, Deserialize)]
struct Lengths {
    record: u64,
    events: u64,
    complete: bool,
}

/// A process whose trace is at hand.
pub(super) struct Process {
    record: Record,
    events: Events,
}

/// Where the events of a process are.
enum Events {
    /// The whole of a file.
    File(std::path::PathBuf),
    /// A part of one.
    Part { file: std::path::PathBuf, from: u64, length: u64 },
}

/// What was run, and its processes.
pub(super) struct Saved {
    pub(super) programs: Programs,
    pub(super) seen: Option<Seen>,
    pub(super) kernel: Option<Kernel>,
    pub(super) faults: Faults,
    pub(super) processes: Vec<Process>,
    /// Nothing was left out.
    pub(super) complete: bool,
}

impl Saved {
    /// The processes of a run whose traces were kept; `None` where one was not.
    pub(super) fn of(
        programs: &Programs,
        (seen, kernel, faults): (Option<&Seen>, Option<Kernel>, &Faults),
        records: &[Record],
    ) -> Option<Self> {
        let mut processes = Vec::new();
        let mut complete = true;
        for record in records {
            let saved = record.saved.as_ref()?;
            complete &= saved.complete;
            processes.push(Process { record: record.clone(), events: Events::File(saved.file.clone().into()) });
        }
        let (programs, seen, faults) = (programs.clone(), seen.cloned(), faults.clone());
        Some(Self { programs, seen, kernel, faults, processes, complete })
    }

    /// What every process comes to on a machine.
    pub(super) fn on(&self, machine: &Machine) -> Result<Vec<Record>, Error> {
        self.processes.iter().map(|process| process.on(machine)).collect()
    }

    /// Writes all to a file, under another name until it is whole.
    pub(super) fn write(&self, path: &Utf8Path) -> Result<u64, Error> {
        let mut records = Vec::new();
        let Self { programs, seen, kernel, faults, .. } = self;
        let (programs, seen, faults) = (programs.clone(), seen.clone(), faults.clone());
        let mut head = Head { programs, seen, kernel: *kernel, faults, processes: Vec::new() };
        for Process { record, events } in &self.processes {
            let mut text = String::new();
            record.write(&mut text).map_err(io::Error::other).at(path)?;
            let length = events.length().at(path)?;
            let complete = record.saved.as_ref().is_some_and(|saved| saved.complete);
            head.processes.push(Lengths { record: text.len() as u64, events: length, complete });
            records.push(text);
        }
        let mut part = part_of(path)?;
        let mut out = BufWriter::new(part.as_file_mut());
        let written = (|| {
            writeln!(out, "{MAGIC}")?;
            serde_json::to_writer(&mut out, &head)?;
            writeln!(out)?;
            for (text, process) in records.iter().zip(&self.processes) {
                out.write_all(text.as_bytes())?;
                io::copy(&mut process.events.open()?, &mut out)?;
            }
            out.flush()
        })();
        drop(out);
        written.at(path)?;
        let length = part.as_file().metadata().at(path)?.len();
        part.persist(path).map_err(|failed| failed.error).at(path)?;
        Ok(length)
    }

    /// Reads what [`Saved::write`] wrote; the events are left where they are.
    pub(super) fn read(path: &Utf8Path) -> Result<Self, Error> {
        let file = File::open(path).at(path)?;
        let whole = file.metadata().at(path)?.len();
        let mut file = BufReader::new(file);
        let wrong = |why: &str| Err(io::Error::new(io::ErrorKind::InvalidData, why.to_owned())).at(path);
        let mut line = String::new();
        if file.by_ref().take(MAGIC.len() as u64 + 1).read_line(&mut line).is_err() || line.trim_end() != MAGIC {
            return match line.strip_prefix("cargo-locality trace ") {
                Some(version) => wrong(&format!(
                    "a trace of version {}, this cargo locality reads version 2: save it again",
                    version.trim_end()
                )),
                None => wrong("not a trace that `cargo locality trace --save` wrote"),
            };
        }
        let mut read = line.len() as u64;
        line.clear();
        file.read_line(&mut line).at(path)?;
        read += line.len() as u64;
        let Ok(head) = serde_json::from_str::<Head>(&line) else { return wrong("its second line cannot be read") };
        let mut processes = Vec::new();
        for Lengths { record: length, events, .. } in &head.processes {
            if read.checked_add(*length).and_then(|end| end.checked_add(*events)).is_none_or(|end| end > whole) {
                return wrong("it is cut off");
            }
            let mut text = vec![0; *length as usize];
            file.read_exact(&mut text).at(path)?;
            let record = match Record::parse(&text) {
                Ok(record) => record,
                Err(why) => return wrong(&why.to_string()),
            };
            let from = read + length;
            let events = Events::Part { file: path.as_std_path().to_owned(), from, length: *events };
            if let Events::Part { length, .. } = &events {
                file.seek_relative(*length as i64).at(path)?;
                read = from + length;
            }
            processes.push(Process { record, events });
        }
        let complete = head.processes.iter().all(|process| process.complete);
        let Head { programs, seen, kernel, faults, .. } = head;
        Ok(Self { programs, seen, kernel, faults, processes, complete })
    }
}

/// The file that becomes `path` once it is whole, beside it; with the rights that any new file of the user's has.
fn part_of(path: &Utf8Path) -> Result<tempfile::NamedTempFile, Error> {
    let directory = path.parent().filter(|parent| !parent.as_str().is_empty()).unwrap_or(Utf8Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(directory).at(path)
}

/// Says before the work that a trace could not be saved there after it.
pub(super) fn check(path: &Utf8Path) -> Result<(), Error> {
    part_of(path).map(drop)
}

impl Process {
    fn on(&self, machine: &Machine) -> Result<Record, Error> {
        let path = Utf8Path::from_path(self.events.file()).unwrap_or(Utf8Path::new("the trace"));
        replay(&self.record, self.events.open().at(path)?, machine).at(path)
    }
}

impl Events {
    fn file(&self) -> &std::path::Path {
        match self {
            Self::File(file) | Self::Part { file, .. } => file,
        }
    }

    fn length(&self) -> io::Result<u64> {
        match self {
            Self::File(file) => Ok(file.metadata()?.len()),
            Self::Part { length, .. } => Ok(*length),
        }
    }

    fn open(&self) -> io::Result<impl io::Read + use<>> {
        let mut file = BufReader::with_capacity(1 << 18, File::open(self.file())?);
        let length = self.length()?;
        if let Self::Part { from, .. } = self {
            file.seek_relative(*from as i64)?;
        }
        Ok(file.take(length))
    }
}
