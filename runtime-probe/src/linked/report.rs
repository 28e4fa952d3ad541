//! Writing the record at the end of the process, straight from the threads' tables.

use std::fmt::Write;

use super::ends::{COUNTING, GuardTicks};
use super::files::{File, LONGEST, path, whole};
use super::memory::{Arena, Grown};
use super::saving::Saved;
use super::thread::{self, Thread};
use super::{chains, clock, consumer, contexts, counters, ends, faults, pointers, process, resident, seeds};
use crate::counts::Counts;
use crate::machine::Machine;
use crate::model::{Account, Distances, Footprint, Group, Heap, Held, Key, Link, Sampled, Simulation, Zeroed, zeroed};
use crate::record::write::{self as lines, Clocks};
use crate::record::{Called, Context, Coverage, GuardNs, HeldOf, Kernel, Memory, Mode, Place, Sharing, Site, Touched};

/// Stops all measuring and writes the record, under another name first: a reader never sees half of one.
pub(super) fn write(mode: Mode, machine: Machine, guard_ticks: GuardTicks) {
    let (began_ns, wall_ns, cpu_ns) = (clock::began(), clock::since_start(), clock::processor_since_start());
    let is_timed = mode == Mode::Timed;
    let kernel = is_timed.then(process::kernel_since_start);
    let memory = is_timed.then(resident::of_process).flatten();
    let mut merged = Merged::new();
    let (threads, lost) = thread::stop(|thread| merged.take(thread));
    merged.coverage.lost += lost;
    let mut saved = None;
    if mode == Mode::Traced {
        let (simulation, trace) = consumer::finished();
        saved = trace;
        if let Some(mut simulation) = simulation {
            pointers::look_at_rest(&mut simulation);
            merged.take_model(&mut simulation);
        }
    }
    merged.fold();

    let pid = std::process::id();
    let Some((part, path)) = free_names(pid) else { return };
    let Some(mut file) = File::create(&part) else { return };
    let ns_per_tick = clock::ns_per_tick();
    let guard_ns = GuardNs { timed: guard_ticks.timed * ns_per_tick, counted: guard_ticks.counted * ns_per_tick };
    let kernel = kernel.map(|kernel| Kernel { fault_ns: faults::cost(), ..kernel });
    let of_ticks = |ticks: u64| (ticks as f64 * ns_per_tick) as u64;
    let guarded_ns = is_timed.then(|| of_ticks(merged.guarded.saturating_sub(guard_ticks.took)));
    let cpu_ns = cpu_ns.saturating_sub(of_ticks(guard_ticks.took));
    let clocks = Clocks { began_ns, wall_ns, cpu_ns, guarded_ns };
    let run = Run { mode, machine, clocks, guard_ns, kernel, threads, memory, ns_per_tick, saved };
    let written = run.lines(&mut file, pid, &merged).is_ok() && file.flush().is_ok();
    file.close();
    // SAFETY: the names end with a zero.
    unsafe {
        if written {
            libc::rename(part.as_ptr().cast(), path.as_ptr().cast());
        } else {
            libc::unlink(part.as_ptr().cast());
        }
    }
}

struct Run {
    mode: Mode,
    machine: Machine,
    clocks: Clocks,
    guard_ns: GuardNs,
    kernel: Option<Kernel>,
    threads: u32,
    memory: Option<Memory>,
    ns_per_tick: f64,
    saved: Option<Saved>,
}

impl Run {
    fn lines(&self, out: &mut File, pid: u32, merged: &Merged) -> std::fmt::Result {
        let mut executable = [0; LONGEST];
        lines::head(out, pid, read_link(&mut executable), self.mode)?;
        lines::ended(out, ends::how())?;
        if self.mode == Mode::Traced {
            writeln!(out, "machine {}", self.machine)?;
        }
        lines::run(out, self.clocks, self.guard_ns, seeds::are_pinned(), self.threads)?;
        lines::kernel(out, self.kernel)?;
        lines::memory(out, self.memory)?;
        lines::hardware(out, counters::opened(), counters::failure(), counters::never_scheduled())?;
        if let Some(Saved { nth, events, bytes, complete }) = self.saved {
            lines::saved(out, format_args!("{pid}.{nth}.trace"), events, bytes, complete)?;
        }
        modules(out)?;
        for tally in merged.sites.iter().filter(|tally| tally.site < COUNTING && tally.entries > 0) {
            let of_ticks = |ticks: u64| (ticks as f64 * self.ns_per_tick) as u64;
            let ns = of_ticks(tally.pace.ticks_of(tally.entries));
            let is_timed = self.mode == Mode::Timed;
            let cpu_ns = is_timed.then(|| of_ticks(tally.pace.on_of(tally.entries)));
            let faults = tally.faults.of(tally.entries).filter(|_| is_timed && cfg!(target_os = "linux"));
            let timed = tally.pace.timed.min(tally.entries);
            let counters = tally.sums.counters(tally.entries - timed);
            let resident = tally.resident.told();
            let (site, entries) = (tally.site, tally.entries);
            lines::site(out, &Site { site, entries, timed, ns, cpu_ns, faults, counters, resident })?;
        }
        let footprint = |context: u32| merged.footprints.get(context as usize).and_then(Option::as_ref);
        let of = |id: u32, parent, site| {
            let heap = merged.heaps.get(id as usize).copied().unwrap_or_default();
            let pages = merged.heap_pages.get(id as usize).and_then(Option::as_ref);
            let lines_touched = footprint(id).map_or(0, Footprint::lines);
            let held = backed(merged.held.get(id as usize).copied().unwrap_or_default());
            Context { id, parent, site, lines_touched, heap, heap_pages: pages.map_or(0, Footprint::lines), held }
        };
        lines::context(out, &of(0, None, None))?;
        let mut result = Ok(());
        contexts::for_each(|id, node| {
            let context = of(id, Some(node.parent), Some(node.site));
            result = result.and_then(|()| lines::context(out, &context));
        });
        result?;
        lines::columns(out)?;
        merged.places.iter().try_for_each(|row| lines::place(out, &row.0))?;
        merged.groups.iter().try_for_each(|one| lines::group(out, one.0, &one.1))?;
        merged.links.iter().try_for_each(|link| lines::link(out, link))?;
        merged.touched.iter().try_for_each(|one| lines::touched(out, &one.0))?;
        let mut result = Ok(());
        chains::for_each(|id, callers| result = result.and_then(|()| lines::chain(out, id, callers)));
        result?;
        merged.called.iter().try_for_each(|one| lines::called(out, &one.0))?;
        merged.held_of.iter().try_for_each(|one| lines::held_of(out, &HeldOf { held: backed(one.0.held), ..one.0 }))?;
        merged.sharings.iter().try_for_each(|pair| lines::sharing(out, &pair.0))?;
        lines::end(out, &merged.totals, &merged.coverage)
    }
}

/// The sum over all threads.
struct Merged {
    sites: super::sites::Sites,
    places: Grown<Row>,
    footprints: Grown<Option<Footprint<'static>>>,
    heaps: Grown<Heap>,
    heap_pages: Grown<Option<Footprint<'static>>>,
    held: Grown<Held>,
    groups: Grown<Numbered>,
    links: Grown<Link>,
    touched: Grown<Touch>,
    called: Grown<Calls>,
    held_of: Grown<Blocks>,
    sharings: Grown<Pair>,
    totals: Counts,
    coverage: Coverage,
    bulk_accesses: u64,
    /// What the threads' own clocks show, in ticks.
    guarded: u64,
}

#[derive(Clone, Copy)]
struct Row(Place);

impl Default for Row {
    fn default() -> Self {
        Self(Place { context: 0, address: 0, counts: Counts::default(), distances: Distances::default() })
    }
}

#[derive(Clone, Copy, Default)]
struct Pair(Sharing);

#[derive(Clone, Copy, Default)]
struct Numbered(u32, Group);

#[derive(Clone, Copy, Default)]
struct Touch(Touched);

#[derive(Clone, Copy, Default)]
struct Calls(Called);

#[derive(Clone, Copy, Default)]
struct Blocks(HeldOf);

zeroed!(Row, Pair, Numbered, Touch, Calls, Blocks);

impl Merged {
    fn new() -> Self {
        Self {
            sites: super::sites::Sites::new(),
            places: Grown::new(),
            footprints: Grown::new(),
            heaps: Grown::new(),
            heap_pages: Grown::new(),
            held: Grown::new(),
            groups: Grown::new(),
            links: Grown::new(),
            touched: Grown::new(),
            called: Grown::new(),
            held_of: Grown::new(),
            sharings: Grown::new(),
            totals: Counts::default(),
            coverage: Coverage::default(),
            bulk_accesses: 0,
            guarded: 0,
        }
    }

    fn take(&mut self, thread: &'static mut Thread) {
        thread.close();
        self.guarded += thread.processor.shows();
        for tally in thread.sites.iter() {
            if let Some(sum) = self.sites.of(tally.site) {
                sum.entries += tally.entries;
                sum.pace.add(&tally.pace);
                sum.sums.add(&tally.sums);
                sum.resident.add(&tally.resident);
                sum.faults.add(&tally.faults);
            }
        }
        self.bulk_accesses += thread.bulk_accesses;
        self.coverage += thread.coverage;
    }

    fn take_model(&mut self, simulation: &mut Simulation<'static, Arena>) {
        simulation.finish();
        simulation.places(|Key { place, context }, Account { counts, distances, .. }| {
            self.places.push(Row(Place { context, address: place.address(), counts: *counts, distances: *distances }));
            self.totals += *counts;
        });
        // Not counted on the way of an access: it is what the others leave.
        let Coverage { unsized_accesses, atomic_accesses, unpaired, .. } = self.coverage;
        let others = unsized_accesses + atomic_accesses + unpaired + self.bulk_accesses;
        self.coverage.paired = self.totals.accesses().saturating_sub(others);
        simulation.footprints(|context, one| merge(&mut self.footprints, context, one));
        simulation.allocations(|context, heap, pages| {
            while self.heaps.len() <= context as usize && self.heaps.push(Heap::default()).is_some() {}
            if let Some(sum) = self.heaps.get_mut(context as usize) {
                *sum += heap;
            }
            merge(&mut self.heap_pages, context, pages);
        });
        simulation.blocks(|context, held| {
            while self.held.len() <= context as usize && self.held.push(Held::default()).is_some() {}
            if let Some(place) = self.held.get_mut(context as usize) {
                *place = *held;
            }
        });
        simulation.groups(|number, group| {
            self.groups.push(Numbered(number, *group));
        });
        simulation.links(|link| {
            self.links.push(*link);
        });
        simulation.touched(|Key { place, context }, group, counts| {
            self.touched.push(Touch(Touched { context, address: place.address(), group, counts: *counts }));
        });
        simulation.sampled(|Sampled { key, chain, samples, misses }| {
            let (context, address) = (key.context, key.place.address());
            let one = Called { context, address, chain: *chain, samples: *samples, misses: *misses };
            self.called.push(Calls(one));
        });
        simulation.blocks_of_groups(|context, group, held| {
            self.held_of.push(Blocks(HeldOf { context, group, held: *held }));
        });
        simulation.sharings(|reader, writer, one| {
            self.sharings.push(Pair(Sharing::of(reader, writer, one)));
        });
    }

    /// Orders the places and joins those that several threads have.
    fn fold(&mut self) {
        let key = |Row(place): &Row| (place.context, place.address);
        join_alike(&mut self.places, key, |Row(into), Row(place)| {
            into.counts += place.counts;
            into.distances += place.distances;
        });
        let key = |Touch(one): &Touch| (one.context, one.address, one.group);
        join_alike(&mut self.touched, key, |Touch(into), Touch(one)| into.counts += one.counts);
        let key = |Calls(one): &Calls| (one.context, one.address, one.chain);
        join_alike(&mut self.called, key, |Calls(into), Calls(one)| {
            into.samples += one.samples;
            into.misses += one.misses;
        });
        join_alike(&mut self.sharings, |Pair(one)| one.key(), |Pair(into), Pair(one)| into.join(one));
    }
}

/// Orders rows by a key, and joins those that have it in common.
fn join_alike<T: Zeroed + Copy, K: Ord>(rows: &mut Grown<T>, key: impl Fn(&T) -> K, join: impl Fn(&mut T, &T)) {
    rows.sort_unstable_by_key(&key);
    let mut last = 0;
    for next in 1..rows.len() {
        let row = rows[next];
        if key(&rows[last]) == key(&row) {
            join(&mut rows[last], &row);
        } else {
            last += 1;
            rows[last] = row;
        }
    }
    rows.truncate(last + 1);
}

/// Adds a context's footprint to what others have of it.
fn merge(footprints: &mut Grown<Option<Footprint<'static>>>, context: u32, one: Footprint<'static>) {
    while footprints.len() <= context as usize && footprints.push(None).is_some() {}
    match footprints.get_mut(context as usize) {
        Some(Some(sum)) => sum.merge(&one),
        Some(sum @ None) => *sum = Some(one),
        None => {}
    }
}

/// With the pages that the largest block lies on.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn backed(mut held: Held) -> Held {
    super::backing::tell(&mut held.largest);
    held
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn backed(held: Held) -> Held {
    held
}

/// The executable mappings of the process: address range, offset and path, from `/proc/self/maps`.
#[cfg(target_os = "linux")]
fn modules(out: &mut File) -> std::fmt::Result {
    let text = whole(c"/proc/self/maps");
    for line in text.split(|&byte| byte == b'\n') {
        let Some((start, end, offset, path)) = mapping(line) else { continue };
        lines::module(out, start, end, offset, path)?;
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn modules(_: &mut File) -> std::fmt::Result {
    Ok(())
}

/// `start-end r-xp offset device inode path` of an executable mapping of a file, or of the kernel's code (`[vdso]`).
#[cfg(target_os = "linux")]
fn mapping(line: &[u8]) -> Option<(u64, u64, u64, &[u8])> {
    let path = &line[line.iter().position(|byte| b"/[".contains(byte))?..];
    let mut words = line.split(|&byte| byte == b' ');
    let range = std::str::from_utf8(words.next()?).ok()?;
    let (start, end) = range.split_once('-')?;
    if words.next()?.get(2) != Some(&b'x') {
        return None;
    }
    let offset = std::str::from_utf8(words.next()?).ok()?;
    let hex = |text| u64::from_str_radix(text, 16).ok();
    Some((hex(start)?, hex(end)?, hex(offset)?, path))
}

/// The path of the program, into `buffer`.
fn read_link(buffer: &mut [u8]) -> &[u8] {
    // SAFETY: the name ends with a zero, and the call writes within the buffer.
    let length = unsafe { libc::readlink(c"/proc/self/exe".as_ptr(), buffer.as_mut_ptr().cast(), buffer.len()) };
    buffer.get(..usize::try_from(length).unwrap_or(0)).unwrap_or_default()
}

/// Says that this process is measured: if it leaves no record, that will be noticed.
pub(super) fn announce() {
    let Some(mut file) = path(std::process::id(), format_args!("process")).and_then(|path| File::create(&path)) else {
        return;
    };
    let mut executable = [0; LONGEST];
    let _ = lines::executable(&mut file, read_link(&mut executable)).and_then(|()| file.flush());
    file.close();
}

/// Takes it back: there is nothing to leave.
pub(super) fn retract() {
    if let Some(path) = path(std::process::id(), format_args!("process")) {
        // SAFETY: the name ends with a zero.
        unsafe { libc::unlink(path.as_ptr().cast()) };
    }
}

/// The names of a record, first while it is written, that no other has: a process leaves several where one program took
/// another's place.
fn free_names(pid: u32) -> Option<([u8; LONGEST], [u8; LONGEST])> {
    for nth in 0..1000 {
        let whole = path(pid, format_args!("{nth}.record"))?;
        // SAFETY: the name ends with a zero.
        if unsafe { libc::access(whole.as_ptr().cast(), libc::F_OK) } != 0 {
            return Some((path(pid, format_args!("{nth}.record.part"))?, whole));
        }
    }
    None
}
