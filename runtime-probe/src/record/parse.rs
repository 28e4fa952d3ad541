//! Reading a record.

use std::fmt;
use std::path::PathBuf;

use super::{
    Around, Backed, Block, Called, Chain, Context, Distances, Ended, Failure, Group, Held, HeldOf, Link, Mode, Module,
    Place, Range, Record, Resident, Sharing, Site, Touched, VERSION,
};
use crate::counts::Counts;
use crate::machine::Machine;

/// Why a record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// The text is no record at all.
    NotARecord,
    /// The record is of a later version than this tool knows.
    Newer {
        /// The version of the record.
        found: u32,
    },
    /// The last line is missing: the process was killed while it wrote, or the disk is full.
    CutOff,
    /// A line does not read.
    Line {
        /// Its number, from 1.
        number: usize,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARecord => f.write_str("this is not a record of cargo locality"),
            Self::Newer { found } => write!(
                f,
                "the record is of version {found}, this cargo locality reads up to {VERSION}: a newer probe wrote it"
            ),
            Self::CutOff => f.write_str("the record is cut off: its last line is missing"),
            Self::Line { number, why } => write!(f, "line {number} of the record: {why}"),
        }
    }
}

impl std::error::Error for ParseError {}

pub(super) fn parse(text: &[u8]) -> Result<Record, ParseError> {
    let mut lines = text.split(|&byte| byte == b'\n');
    version(lines.next())?;
    // The `end` of a line that begins so is none.
    let is_whole = text.ends_with(b"\n");
    let mut reader = Reader { record: Record { contexts: Vec::new(), ..Record::default() }, columns: Vec::new() };
    for (nth, line) in lines.enumerate() {
        let refuse = |why| ParseError::Line { number: nth + 2, why };
        let line = std::str::from_utf8(line).map_err(|_| refuse("it is not text"))?;
        if line == "end" && is_whole {
            return reader.finish().map_err(refuse);
        }
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        reader.line(key, rest).map_err(refuse)?;
    }
    Err(ParseError::CutOff)
}

fn version(line: Option<&[u8]>) -> Result<(), ParseError> {
    let number = line.and_then(|line| std::str::from_utf8(line).ok()?.strip_prefix("locality-record "));
    match number.and_then(|number| number.trim().parse().ok()) {
        None | Some(0) => Err(ParseError::NotARecord),
        Some(found) if found > VERSION => Err(ParseError::Newer { found }),
        Some(_) => Ok(()),
    }
}

struct Reader<'t> {
    record: Record,
    columns: Vec<&'t str>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, key: &str, rest: &'t str) -> Result<(), &'static str> {
        let record = &mut self.record;
        match key {
            "pid" => record.pid = number(rest)?,
            "executable" => record.executable = path(rest)?,
            "mode" => record.mode = Mode::named(rest).ok_or("unknown mode")?,
            "ended" => {
                for (key, value) in pairs(rest) {
                    match key {
                        "exit" => record.ended = Some(Ended::Exited(number(value)?)),
                        "signal" => record.ended = Some(Ended::Killed(number(value)?)),
                        "replaced" => record.ended = Some(Ended::Replaced),
                        _ => {}
                    }
                }
            }
            "machine" => record.machine = Some(Machine::parse(rest).map_err(|_| "the machine does not read")?),
            "clock" => {
                for (key, value) in pairs(rest) {
                    match key {
                        "began_ns" => record.began_ns = number(value)?,
                        "wall_ns" => record.wall_ns = number(value)?,
                        "cpu_ns" => record.cpu_ns = number(value)?,
                        "guarded_ns" => record.guarded_ns = Some(number(value)?),
                        "guard_ns" => record.guard_ns.timed = value.parse().map_err(|_| "not a number")?,
                        "count_ns" => record.guard_ns.counted = value.parse().map_err(|_| "not a number")?,
                        _ => {}
                    }
                }
            }
            "seeds" => record.seeds_pinned = pairs(rest).any(|pair| pair == ("pinned", "1")),
            "threads" => {
                for (_, value) in pairs(rest).filter(|(key, _)| *key == "seen") {
                    record.threads = number(value)?;
                }
            }
            "kernel" => {
                let kernel = record.kernel.get_or_insert_default();
                for (key, value) in pairs(rest) {
                    match key {
                        "user_ns" => kernel.user_ns = number(value)?,
                        "system_ns" => kernel.system_ns = number(value)?,
                        "faults" => kernel.faults = number(value)?,
                        "major_faults" => kernel.major_faults = number(value)?,
                        "fault_ns" => kernel.fault_ns = Some(value.parse().map_err(|_| "not a number")?),
                        _ => {}
                    }
                }
            }
            "memory" => {
                let memory = record.memory.get_or_insert_default();
                for (key, value) in pairs(rest) {
                    match key {
                        "resident" => memory.resident = number(value)?,
                        "peak" => memory.peak = number(value)?,
                        _ => {}
                    }
                }
            }
            "hardware" => self.hardware(rest)?,
            "saved" => {
                let saved = record.saved.get_or_insert_default();
                for (key, value) in pairs(rest) {
                    match key {
                        "file" => saved.file = value.to_owned(),
                        "events" => saved.events = number(value)?,
                        "bytes" => saved.bytes = number(value)?,
                        "complete" => saved.complete = value == "1",
                        _ => {}
                    }
                }
            }
            "module" => self.module(rest)?,
            "site" => self.site(rest)?,
            "context" => self.context(rest)?,
            "columns" => self.columns = rest.split_ascii_whitespace().collect(),
            "place" => self.place(rest)?,
            "distances" => self.distances(rest)?,
            "group" => self.group(rest)?,
            "chain" => {
                let mut words = rest.split_ascii_whitespace();
                let id = number(words.next().unwrap_or_default())?;
                record.chains.push(Chain { number: id, callers: words.map(hex).collect::<Result<_, _>>()? });
            }
            "called" => self.called(rest)?,
            "points" => self.link(rest)?,
            "touched" => self.touched(rest)?,
            "held" => self.held_of(rest)?,
            "sharing" => self.sharing(rest)?,
            "totals" => record.totals = counts(&self.columns, rest.split_ascii_whitespace())?,
            "coverage" => {
                for (key, value) in pairs(rest) {
                    record.coverage.set(key, number(value)?);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn hardware(&mut self, rest: &str) -> Result<(), &'static str> {
        let hardware = &mut self.record.hardware;
        let mut errno = None;
        let mut operation = String::new();
        for (key, value) in pairs(rest) {
            match key {
                "never_scheduled" => hardware.never_scheduled = value == "1",
                "opened" => hardware.opened = value.split(',').map(String::from).collect(),
                "errno" => errno = Some(number(value)?),
                "operation" => operation = String::from_utf8_lossy(&unescaped(value)?).into_owned(),
                _ => {}
            }
        }
        hardware.failure = errno.map(|errno| Failure { errno, operation });
        Ok(())
    }

    fn module(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let mut hexadecimal = || words.next().map_or(Err("too few words"), hex);
        let (start, end, offset) = (hexadecimal()?, hexadecimal()?, hexadecimal()?);
        let path = path(words.next().unwrap_or_default())?;
        self.record.modules.push(Module { start, end, offset, path });
        Ok(())
    }

    fn site(&mut self, rest: &str) -> Result<(), &'static str> {
        let (id, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut site = Site { site: number(id)?, ..Site::default() };
        let mut timed = None;
        for (key, value) in pairs(rest) {
            match key {
                "entries" => site.entries = number(value)?,
                "timed" => timed = Some(number(value)?),
                "ns" => site.ns = number(value)?,
                "cpu_ns" => site.cpu_ns = Some(number(value)?),
                "faults" => site.faults = Some(number(value)?),
                "asked" => resident(&mut site).asked = number(value)?,
                "rose" => resident(&mut site).rose = number(value)?,
                "fell" => resident(&mut site).fell = number(value)?,
                "resident_last" => {
                    let (before, after) = two(value)?;
                    resident(&mut site).last = Around { before, after };
                }
                "resident_before" => resident(&mut site).before = range(value)?,
                "resident_after" => resident(&mut site).after = range(value)?,
                _ => {
                    // A counter, or a key of a later probe: skipped when unknown, whatever its value looks like.
                    if let Ok(value) = value.parse() {
                        site.counters.set(key, value);
                    }
                }
            }
        }
        // Earlier probes timed all of them.
        site.timed = timed.unwrap_or(site.entries);
        self.record.sites.push(site);
        Ok(())
    }

    fn context(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let id: u32 = number(words.next().unwrap_or_default())?;
        let mut optional = || match words.next() {
            None => Err("too few words"),
            Some("-") => Ok(None),
            Some(word) => number(word).map(Some),
        };
        let (parent, site) = (optional()?, optional()?);
        if id as usize != self.record.contexts.len() {
            return Err("contexts are not in order");
        }
        if parent.is_some_and(|parent| parent >= id) || (parent.is_none() != (id == 0)) {
            return Err("a context's parent does not come before it");
        }
        let mut context = Context { id, parent, site, ..Context::default() };
        for (key, value) in words.filter_map(|word| word.split_once('=')) {
            match key {
                "lines" => context.lines_touched = number(value)?,
                "allocations" => context.heap.allocations = number(value)?,
                "allocated" => context.heap.bytes = number(value)?,
                "reallocations" => context.heap.reallocations = number(value)?,
                "copied" => context.heap.copied = number(value)?,
                "pages" => context.heap_pages = number(value)?,
                _ => held(&mut context.held, key, value)?,
            }
        }
        self.record.contexts.push(context);
        Ok(())
    }

    fn place(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let context = number(words.next().unwrap_or_default())?;
        let address = hex(words.next().unwrap_or_default())?;
        let counts = counts(&self.columns, words)?;
        self.record.places.push(Place { context, address, counts, distances: Distances::default() });
        Ok(())
    }

    fn distances(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let context: u32 = number(words.next().unwrap_or_default())?;
        let address = hex(words.next().unwrap_or_default())?;
        let place = self.record.places.last_mut().filter(|place| (place.context, place.address) == (context, address));
        let distances = &mut place.ok_or("distances of a place that does not come before them")?.distances;
        for (key, value) in words.filter_map(|word| word.split_once('=')) {
            match key.parse() {
                Ok(size) => distances.add(size, number(value)?),
                Err(_) if key == "same_page" => distances.same_page = number(value)?,
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn group(&mut self, rest: &str) -> Result<(), &'static str> {
        let (id, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut group = Group::default();
        for (key, value) in pairs(rest) {
            match key {
                "size" => group.size = number(value)?,
                "place" => group.place = hex(value)?,
                "blocks" => group.blocks = number(value)?,
                "most" => group.most = number(value)?,
                "address" => group.address = hex(value)?,
                "rest" => group.is_rest = value == "1",
                _ => {}
            }
        }
        self.record.groups.push((number(id)?, group));
        Ok(())
    }

    fn link(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let from = number(words.next().unwrap_or_default())?;
        let to = number(words.next().unwrap_or_default())?;
        let mut link = Link { from, to, count: 0 };
        for (key, value) in words.filter_map(|word| word.split_once('=')) {
            if key == "count" {
                link.count = number(value)?;
            }
        }
        self.record.links.push(link);
        Ok(())
    }

    fn touched(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let context = number(words.next().unwrap_or_default())?;
        let address = hex(words.next().unwrap_or_default())?;
        let group = number(words.next().unwrap_or_default())?;
        let counts = counts(&self.columns, words)?;
        self.record.touched.push(Touched { context, address, group, counts });
        Ok(())
    }

    fn called(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let mut next = || words.next().unwrap_or_default();
        let (context, address, chain) = (number(next())?, hex(next())?, number(next())?);
        let (samples, misses) = (number(next())?, number(next())?);
        self.record.called.push(Called { context, address, chain, samples, misses });
        Ok(())
    }

    fn held_of(&mut self, rest: &str) -> Result<(), &'static str> {
        let mut words = rest.split_ascii_whitespace();
        let context = number(words.next().unwrap_or_default())?;
        let group = number(words.next().unwrap_or_default())?;
        let mut of = HeldOf { context, group, held: Held::default() };
        for (key, value) in words.filter_map(|word| word.split_once('=')) {
            held(&mut of.held, key, value)?;
        }
        self.record.held.push(of);
        Ok(())
    }

    fn sharing(&mut self, rest: &str) -> Result<(), &'static str> {
        let place = |text: &str| {
            let (context, address) = text.split_once('/').ok_or("not a place")?;
            Ok((number(context)?, hex(address)?))
        };
        let (kind, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut sharing = Sharing { is_false: kind == "false", ..Sharing::default() };
        for (key, value) in pairs(rest) {
            match key {
                "transfers" => sharing.transfers = number(value)?,
                "reader" => sharing.reader = place(value)?,
                "writer" => sharing.writer = place(value)?,
                "line" => sharing.line = hex(value)?,
                "used" => sharing.used = hex(value)?,
                "written" => sharing.written = hex(value)?,
                "threads" => sharing.threads = hex(value)?,
                _ => {}
            }
        }
        self.record.sharings.push(sharing);
        Ok(())
    }

    fn finish(mut self) -> Result<Record, &'static str> {
        let record = &mut self.record;
        if record.contexts.is_empty() {
            record.contexts = Record::default().contexts;
        }
        if record.places.iter().any(|place| place.context as usize >= record.contexts.len()) {
            return Err("a place names a context that is not there");
        }
        let contexts = record.touched.iter().map(|one| one.context).chain(record.held.iter().map(|one| one.context));
        if contexts.max().is_some_and(|most| most as usize >= record.contexts.len()) {
            return Err("memory that was touched names a context that is not there");
        }
        let contexts = record.sharings.iter().flat_map(|one| [one.reader.0, one.writer.0]);
        if contexts.max().is_some_and(|most| most as usize >= record.contexts.len()) {
            return Err("a shared line names a context that is not there");
        }
        Ok(self.record)
    }
}

fn counts<'t>(columns: &[&str], words: impl Iterator<Item = &'t str>) -> Result<Counts, &'static str> {
    let mut counts = Counts::default();
    for (name, word) in columns.iter().zip(words) {
        counts.set(name, number(word)?);
    }
    Ok(counts)
}

/// A key of the blocks that a context touched.
fn held(held: &mut Held, key: &str, value: &str) -> Result<(), &'static str> {
    match key {
        "blocks" => held.blocks = number(value)?,
        "block_bytes" => held.bytes = number(value)?,
        "block_used" => held.used = number(value)?,
        "largest" => held.largest = block(value)?,
        _ => {}
    }
    Ok(())
}

fn resident(site: &mut Site) -> &mut Resident {
    site.resident.get_or_insert_default()
}

/// `least/most`.
fn range(text: &str) -> Result<Range, &'static str> {
    let (least, most) = two(text)?;
    Ok(Range { least, most })
}

fn two(text: &str) -> Result<(u64, u64), &'static str> {
    let (one, other) = text.split_once('/').ok_or("not two numbers")?;
    Ok((number(one)?, number(other)?))
}

/// `address/bytes/used`, and where it is known `/resident/huge`.
fn block(text: &str) -> Result<Block, &'static str> {
    let mut parts = text.split('/');
    let mut next = || parts.next().ok_or("too few numbers");
    let (address, bytes, used) = (hex(next()?)?, number(next()?)?, number(next()?)?);
    let backed = match (parts.next(), parts.next()) {
        (Some(resident), Some(huge)) => Backed { resident: number(resident)?, huge: number(huge)? },
        _ => Backed::default(),
    };
    Ok(Block { address, bytes, used, backed })
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split_ascii_whitespace().filter_map(|word| word.split_once('='))
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, &'static str> {
    text.parse().map_err(|_| "not a number")
}

fn hex(text: &str) -> Result<u64, &'static str> {
    u64::from_str_radix(text, 16).map_err(|_| "not a hexadecimal number")
}

/// A path, as records have it.
#[cfg(unix)]
pub(super) fn path(text: &str) -> Result<PathBuf, &'static str> {
    use std::os::unix::ffi::OsStringExt;

    Ok(std::ffi::OsString::from_vec(unescaped(text)?).into())
}

/// A path, as records have it.
#[cfg(not(unix))]
pub(super) fn path(text: &str) -> Result<PathBuf, &'static str> {
    Ok(String::from_utf8_lossy(&unescaped(text)?).into_owned().into())
}

fn unescaped(text: &str) -> Result<Vec<u8>, &'static str> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first != b'\\' {
            bytes.push(*first);
            rest = tail;
            continue;
        }
        let digits = tail.strip_prefix(b"x").and_then(|tail| tail.get(..2)).ok_or("a broken escape")?;
        let digits = std::str::from_utf8(digits).map_err(|_| "a broken escape")?;
        bytes.push(u8::from_str_radix(digits, 16).map_err(|_| "a broken escape")?);
        rest = &tail[3..];
    }
    Ok(bytes)
}
