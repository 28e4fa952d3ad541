//! Writing a record, line by line. The lines are functions of their own, for the probe writes them straight from its
//! tables at the end of a process, without building a [`Record`] on the heap of the program it measures.

use std::fmt::{Result, Write};

use super::{
    Backed, Called, Context, Counters, Coverage, Distances, Ended, Group, GuardNs, Heap, Held, HeldOf, Kernel, Link,
    Memory, Mode, Module, Place, Record, Resident, Sharing, Site, Touched, VERSION,
};
use crate::counts::Counts;

pub(super) fn record(record: &Record, out: &mut impl Write) -> Result {
    head(out, record.pid, path_bytes(&record.executable), record.mode)?;
    ended(out, record.ended)?;
    if let Some(machine) = &record.machine {
        writeln!(out, "machine {machine}")?;
    }
    let Record { began_ns, wall_ns, cpu_ns, guarded_ns, .. } = *record;
    run(out, Clocks { began_ns, wall_ns, cpu_ns, guarded_ns }, record.guard_ns, record.seeds_pinned, record.threads)?;
    kernel(out, record.kernel)?;
    memory(out, record.memory)?;
    hardware(
        out,
        record.hardware.opened.iter().map(String::as_str),
        record.hardware.failure.as_ref().map(|failure| (failure.errno, failure.operation.as_str())),
        record.hardware.never_scheduled,
    )?;
    if let Some(trace) = &record.saved {
        saved(out, format_args!("{}", trace.file), trace.events, trace.bytes, trace.complete)?;
    }
    for Module { start, end, offset, path } in &record.modules {
        module(out, *start, *end, *offset, path_bytes(path))?;
    }
    record.sites.iter().try_for_each(|one| site(out, one))?;
    record.contexts.iter().try_for_each(|one| context(out, one))?;
    columns(out)?;
    record.places.iter().try_for_each(|one| place(out, one))?;
    record.groups.iter().try_for_each(|(number, one)| group(out, *number, one))?;
    record.links.iter().try_for_each(|one| link(out, one))?;
    record.touched.iter().try_for_each(|one| touched(out, one))?;
    record.chains.iter().try_for_each(|it| chain(out, it.number, &it.callers))?;
    record.called.iter().try_for_each(|one| called(out, one))?;
    record.held.iter().try_for_each(|one| held_of(out, one))?;
    record.sharings.iter().try_for_each(|one| sharing(out, one))?;
    end(out, &record.totals, &record.coverage)
}

/// Version, process, program and mode.
pub(crate) fn head(out: &mut impl Write, pid: u32, path: &[u8], mode: Mode) -> Result {
    write!(out, "locality-record {VERSION}\npid {pid}\nexecutable ")?;
    escaped(out, path)?;
    writeln!(out, "\nmode {}", mode.name())
}

/// A program's path, alone.
#[cfg(feature = "linked")]
pub(crate) fn executable(out: &mut impl Write, path: &[u8]) -> Result {
    escaped(out, path)
}

/// How the process ended, where that is known.
pub(crate) fn ended(out: &mut impl Write, ended: Option<Ended>) -> Result {
    match ended {
        None => Ok(()),
        Some(Ended::Exited(status)) => writeln!(out, "ended exit={status}"),
        Some(Ended::Killed(signal)) => writeln!(out, "ended signal={signal}"),
        Some(Ended::Replaced) => writeln!(out, "ended replaced=1"),
    }
}

/// The times of a [`Record`].
#[derive(Clone, Copy)]
pub(crate) struct Clocks {
    pub(crate) began_ns: u64,
    pub(crate) wall_ns: u64,
    pub(crate) cpu_ns: u64,
    pub(crate) guarded_ns: Option<u64>,
}

/// Clocks, seeds and threads.
pub(crate) fn run(out: &mut impl Write, clocks: Clocks, guard_ns: GuardNs, seeds_pinned: bool, threads: u32) -> Result {
    let Clocks { began_ns, wall_ns, cpu_ns, guarded_ns } = clocks;
    let GuardNs { timed, counted } = guard_ns;
    write!(out, "clock began_ns={began_ns} wall_ns={wall_ns} cpu_ns={cpu_ns} guard_ns={timed} count_ns={counted}")?;
    if let Some(guarded_ns) = guarded_ns {
        write!(out, " guarded_ns={guarded_ns}")?;
    }
    writeln!(out)?;
    writeln!(out, "seeds pinned={}\nthreads seen={threads}", u8::from(seeds_pinned))
}

/// What the kernel did for the process, where it is known.
pub(crate) fn kernel(out: &mut impl Write, kernel: Option<Kernel>) -> Result {
    let Some(Kernel { user_ns, system_ns, faults, major_faults, fault_ns }) = kernel else { return Ok(()) };
    write!(out, "kernel user_ns={user_ns} system_ns={system_ns} faults={faults} major_faults={major_faults}")?;
    if let Some(fault_ns) = fault_ns {
        write!(out, " fault_ns={fault_ns}")?;
    }
    writeln!(out)
}

/// The memory of the process, where it is known.
pub(crate) fn memory(out: &mut impl Write, memory: Option<Memory>) -> Result {
    match memory {
        None => Ok(()),
        Some(Memory { resident, peak }) => writeln!(out, "memory resident={resident} peak={peak}"),
    }
}

/// What hardware counting came to.
pub(crate) fn hardware<'n>(
    out: &mut impl Write,
    opened: impl Iterator<Item = &'n str>,
    failure: Option<(i32, &str)>,
    never_scheduled: bool,
) -> Result {
    write!(out, "hardware never_scheduled={}", u8::from(never_scheduled))?;
    for (nth, name) in opened.enumerate() {
        write!(out, "{}{name}", if nth == 0 { " opened=" } else { "," })?;
    }
    if let Some((errno, operation)) = failure {
        write!(out, " errno={errno} operation=")?;
        escaped(out, operation.as_bytes())?;
    }
    writeln!(out)
}

/// The saved trace.
pub(crate) fn saved(
    out: &mut impl Write,
    file: std::fmt::Arguments<'_>,
    events: u64,
    bytes: u64,
    complete: bool,
) -> Result {
    writeln!(out, "saved file={file} events={events} bytes={bytes} complete={}", u8::from(complete))
}

/// One executable mapping.
pub(crate) fn module(out: &mut impl Write, start: u64, end: u64, offset: u64, path: &[u8]) -> Result {
    write!(out, "module {start:x} {end:x} {offset:x} ")?;
    escaped(out, path)?;
    writeln!(out)
}

/// One site.
pub(crate) fn site(out: &mut impl Write, site: &Site) -> Result {
    let Site { site, entries, timed, ns, cpu_ns, faults, counters, resident } = site;
    write!(out, "site {site} entries={entries} timed={timed} ns={ns}")?;
    for (name, value) in [("cpu_ns", cpu_ns), ("faults", faults)] {
        if let Some(value) = value {
            write!(out, " {name}={value}")?;
        }
    }
    write_counters(out, counters)?;
    if let Some(Resident { asked, last, before, after, rose, fell }) = resident {
        write!(out, " asked={asked} resident_last={}/{}", last.before, last.after)?;
        write!(out, " resident_before={}/{}", before.least, before.most)?;
        write!(out, " resident_after={}/{} rose={rose} fell={fell}", after.least, after.most)?;
    }
    writeln!(out)
}

fn write_counters(out: &mut impl Write, counters: &Counters) -> Result {
    for (name, value) in counters.entries() {
        if let Some(value) = value {
            write!(out, " {name}={value}")?;
        }
    }
    Ok(())
}

/// One context.
pub(crate) fn context(out: &mut impl Write, context: &Context) -> Result {
    write!(out, "context {}", context.id)?;
    for number in [context.parent, context.site] {
        match number {
            Some(number) => write!(out, " {number}")?,
            None => out.write_str(" -")?,
        }
    }
    let Heap { allocations, bytes, reallocations, copied } = context.heap;
    write!(out, " lines={} allocations={allocations} allocated={bytes}", context.lines_touched)?;
    write!(out, " reallocations={reallocations} copied={copied} pages={}", context.heap_pages)?;
    held(out, &context.held)?;
    writeln!(out)
}

fn held(out: &mut impl Write, held: &Held) -> Result {
    let Held { blocks, bytes, used, largest } = *held;
    if blocks > 0 {
        write!(out, " blocks={blocks} block_bytes={bytes} block_used={used}")?;
        write!(out, " largest={:x}/{}/{}", largest.address, largest.bytes, largest.used)?;
        if largest.backed != Backed::default() {
            write!(out, "/{}/{}", largest.backed.resident, largest.backed.huge)?;
        }
    }
    Ok(())
}

/// One group of memory.
pub(crate) fn group(out: &mut impl Write, number: u32, group: &Group) -> Result {
    let Group { size, place, blocks, most, address, is_rest, .. } = group;
    let rest = u8::from(*is_rest);
    writeln!(
        out,
        "group {number} size={size} place={place:x} blocks={blocks} most={most} address={address:x} rest={rest}"
    )
}

/// A group that points to another.
pub(crate) fn link(out: &mut impl Write, link: &Link) -> Result {
    writeln!(out, "points {} {} count={}", link.from, link.to, link.count)
}

/// What one place missed in a group.
pub(crate) fn touched(out: &mut impl Write, touched: &Touched) -> Result {
    let Touched { context, address, group, counts } = touched;
    write!(out, "touched {context} {address:x} {group}")?;
    let values = counts.values();
    let until = values.iter().rposition(|value| *value > 0).map_or(0, |last| last + 1);
    values.iter().take(until).try_for_each(|value| write!(out, " {value}"))?;
    writeln!(out)
}

/// A chain of callers.
pub(crate) fn chain(out: &mut impl Write, id: u32, callers: &[u64]) -> Result {
    write!(out, "chain {id}")?;
    callers.iter().try_for_each(|address| write!(out, " {address:x}"))?;
    writeln!(out)
}

/// What was sampled of one place.
pub(crate) fn called(out: &mut impl Write, one: &Called) -> Result {
    let Called { context, address, chain, samples, misses } = one;
    writeln!(out, "called {context} {address:x} {chain} {samples} {misses}")
}

/// What one context touched of the blocks of a group.
pub(crate) fn held_of(out: &mut impl Write, of: &HeldOf) -> Result {
    write!(out, "held {} {}", of.context, of.group)?;
    held(out, &of.held)?;
    writeln!(out)
}

/// The names of the figures of the places that follow.
pub(crate) fn columns(out: &mut impl Write) -> Result {
    out.write_str("columns")?;
    for name in Counts::NAMES {
        write!(out, " {name}")?;
    }
    writeln!(out)
}

/// One place.
pub(crate) fn place(out: &mut impl Write, place: &Place) -> Result {
    write!(out, "place {} {:x}", place.context, place.address)?;
    write_counts(out, &place.counts)?;
    if place.distances == Distances::default() {
        return Ok(());
    }
    write!(out, "distances {} {:x} same_page={}", place.context, place.address, place.distances.same_page)?;
    place.distances.by_size().try_for_each(|(size, count)| write!(out, " {size}={count}"))?;
    writeln!(out)
}

/// Lines that one place took from another.
pub(crate) fn sharing(out: &mut impl Write, sharing: &Sharing) -> Result {
    let Sharing { is_false, transfers, reader, writer, line, used, written, threads } = sharing;
    let kind = if *is_false { "false" } else { "true" };
    write!(
        out,
        "sharing {kind} transfers={transfers} reader={}/{:x} writer={}/{:x}",
        reader.0, reader.1, writer.0, writer.1
    )?;
    writeln!(out, " line={line:x} used={used:x} written={written:x} threads={threads:x}")
}

fn write_counts(out: &mut impl Write, counts: &Counts) -> Result {
    counts.values().iter().try_for_each(|value| write!(out, " {value}"))?;
    writeln!(out)
}

/// Totals, coverage, and the line that says that nothing is missing.
pub(crate) fn end(out: &mut impl Write, totals: &Counts, coverage: &Coverage) -> Result {
    out.write_str("totals")?;
    write_counts(out, totals)?;
    out.write_str("coverage")?;
    coverage.entries().try_for_each(|(name, value)| write!(out, " {name}={value}"))?;
    out.write_str("\nend\n")
}

/// Bytes as they are where they are printable ASCII, else (and the backslash and the space) `\xNN`.
fn escaped(out: &mut impl Write, bytes: &[u8]) -> Result {
    bytes.iter().try_for_each(|&byte| match byte {
        b'!'..=b'~' if byte != b'\\' => out.write_char(char::from(byte)),
        _ => write!(out, "\\x{byte:02x}"),
    })
}

#[cfg(unix)]
fn path_bytes(path: &std::path::Path) -> &[u8] {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())
}

#[cfg(not(unix))]
fn path_bytes(path: &std::path::Path) -> &[u8] {
    path.to_str().unwrap_or_default().as_bytes()
}
