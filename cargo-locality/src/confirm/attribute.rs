//! Whose traffic it was: the records of all runs summed up by site.
use std::sync::Arc;

use camino::Utf8PathBuf;
use cargo_metadata::Metadata;
use locality_probe::counts::Counts;
use locality_probe::record::{self, Counters, Coverage, Distances, Heap, Held, Memory, Record, Resident};
use rustc_hash::FxHashMap;

use super::callers::Callers;
use super::hoist::Moved;
use super::ownership::{Owner, Owners};
use super::payload::Links;
use super::subject::{self, Askers, Booked, Claimed, Sought, Subject};
use super::symbols::{Frame, Symbols};
use super::territory::Territory;
use crate::report::evidence::HoistedWhy;

/// What the runs tell of one site.
#[derive(Clone, Debug, Default)]
pub(super) struct Measured {
    /// Outermost entries; `None` where no guard stands.
    pub(super) entries: Option<u64>,
    /// Processor time of its own thread in it in the timed run, less what its own guards cost.
    pub(super) ns: Option<u64>,
    /// Page faults in it; `None` where nobody counted them.
    pub(super) faults: Option<u64>,
    /// What its guards cost between their looks at the clock: taken off, and as far as that is known.
    pub(super) guards_ns: u64,
    /// What passed meanwhile: it may have waited for threads that it hands work to.
    pub(super) wall_ns: u64,
    /// Its guards cost about as much as it does: the time above is little more than a guess, the one here a bound.
    pub(super) at_most_ns: Option<u64>,
    /// What the model counted in it and below it; `None` without a traced run, or where neither guard nor line was seen.
    pub(super) counts: Option<Counts>,
    /// How far apart the lines lie that it fetched one after the other.
    pub(super) distances: Distances,
    /// Distinct lines touched, at most.
    pub(super) lines_touched: Option<u64>,
    /// What was allocated in it, and the pages of 4 KiB that lies in, at most.
    pub(super) heap: Option<(Heap, u64)>,
    /// What it touched of large blocks of memory, at most.
    pub(super) held: Held,
    /// Whose its accesses are.
    pub(super) shares: Option<Shares>,
    /// Outermost entries of the traced run.
    pub(super) traced_entries: Option<u64>,
    /// Some of what the model counted lies outside of its entries: on its lines, or with threads that it hands work to.
    pub(super) outside: bool,
    /// What the processor counted in the timed run.
    pub(super) hardware: Option<Counters>,
    /// What memory was resident around its entries, and in that process at all, in the timed run.
    pub(super) resident: Option<(Resident, Option<Memory>)>,
    /// Where its guard went, if it could not stay.
    pub(super) moved: Option<Moved>,
    /// What falls on the data of its findings, in the order of [`SiteLines::subjects`].
    pub(super) subjects: Vec<Subject>,
}

/// Whose the accesses of a site are, and where in the source they come from.
#[derive(Clone, Debug, Default)]
pub(super) struct Shares {
    /// Of elements: the user's.
    pub(super) user: Counts,
    /// The containers' own work, by the function that the user called.
    pub(super) containers: FxHashMap<Arc<str>, Counts>,
    /// By file and line.
    pub(super) lines: FxHashMap<(Utf8PathBuf, u32), (Counts, Distances)>,
    /// Slots of hash maps that were looked at while walking them.
    pub(super) slots: u64,
    /// What looked at them, and emptied them again.
    pub(super) control: Counts,
}

impl Shares {
    /// The same figures without what the walks of hash maps looked at of empty slots, of which `full` are not: that is no use.
    pub(super) fn without_empty_slots(&self, counts: &Counts, full: u64) -> Counts {
        let unused = (self.control.bytes_used as f64 * self.empty(full)) as u64;
        Counts { bytes_used: counts.bytes_used.saturating_sub(unused), ..*counts }
    }

    /// How often the walks of hash maps looked at empty slots, of which `full` are not, and emptied them: a walk over entries does not.
    pub(super) fn of_empty_slots(&self, full: u64) -> Counts {
        let of_empty = |accesses: u64| (accesses as f64 * self.empty(full)) as u64;
        Counts { loads: of_empty(self.control.loads), stores: of_empty(self.control.stores), ..Counts::default() }
    }

    /// The share of the slots that is empty, of which `full` are not.
    fn empty(&self, full: u64) -> f64 {
        let full = (full as f64 / self.slots.max(1) as f64).min(1.0);
        // Who reads no element at all does not tell how many there are.
        if full > 0.0 { 1.0 - full } else { 0.0 }
    }

    /// The containers' own work together.
    pub(super) fn container(&self) -> Counts {
        self.containers.values().copied().sum()
    }
}

/// What the runs tell of the whole program.
#[derive(Clone, Debug, Default)]
pub(super) struct Total {
    /// Processor time of the timed run.
    pub(super) ns: u64,
    /// Of that, the time of threads in which guards stand, as these see it.
    pub(super) guarded_ns: u64,
    /// How long it took.
    pub(super) wall_ns: u64,
    /// What the kernel did, by its own account.
    pub(super) kernel: Option<record::Kernel>,
    /// What the model counted.
    pub(super) counts: Counts,
    /// How much was seen.
    pub(super) coverage: Coverage,
}

/// The lines of a site, and whether a guard stands around it.
pub(super) struct SiteLines {
    /// Its file's absolute path.
    pub(super) file: Utf8PathBuf,
    /// First and last line.
    pub(super) lines: (u32, u32),
    /// Whether the guard is in the program.
    pub(super) guarded: bool,
    /// The data that its findings are about.
    pub(super) subjects: Vec<Sought>,
}

/// Of what an active guard costs, this share lies between its two looks at the clock.
const GUARD_INSIDE: f64 = 0.5;
/// A site whose entries are not this many times as long as a guard cannot be timed.
const TIMEABLE: f64 = 2.0;

/// Adds up the records of the timed runs.
pub(super) fn timed(records: &[Record], sites: &mut [Measured], total: &mut Total) {
    for record in records {
        // What was not timed is taken for like what was: with what a timed guard costs between its looks at the clock.
        let guards = |entries: u64| entries as f64 * record.guard_ns.timed;
        let all_guards = record.sites.iter().map(|site| record.guard_ns.of(site)).sum::<f64>() as u64;
        let passed = passed(record);
        total.ns += passed.saturating_sub(all_guards).max(passed / 10);
        total.guarded_ns += record.guarded_ns.unwrap_or(passed);
        total.wall_ns += record.wall_ns;
        if let Some(kernel) = record.kernel {
            add_kernel(total.kernel.get_or_insert_default(), kernel);
        }
        for of_site in &record.sites {
            let Some(measured) = sites.get_mut(of_site.site as usize) else { continue };
            let inside = (guards(of_site.entries) * GUARD_INSIDE) as u64;
            *measured.entries.get_or_insert(0) += of_site.entries;
            let ns = of_site.cpu_ns.unwrap_or(of_site.ns);
            *measured.ns.get_or_insert(0) += ns.saturating_sub(inside);
            measured.guards_ns += inside;
            if let Some(faults) = of_site.faults {
                *measured.faults.get_or_insert(0) += faults;
            }
            measured.wall_ns += of_site.ns.saturating_sub(inside);
            if (ns as f64) < TIMEABLE * guards(of_site.entries) {
                *measured.at_most_ns.get_or_insert(0) += ns;
            }
            add_counters(measured.hardware.get_or_insert_default(), &of_site.counters);
            // Of several processes the one that had the most.
            let most = |resident: &Resident| resident.before.most.max(resident.after.most);
            if let Some(resident) = of_site.resident
                && measured.resident.is_none_or(|(known, _)| most(&known) < most(&resident))
            {
                measured.resident = Some((resident, record.memory));
            }
        }
    }
}

/// Puts together what is known of a site whose guard moved: `first` is of the run in which it stood around the site, `outer`
/// is what the guard counted where it went.
pub(super) fn moved(measured: &mut Measured, first: &Measured, outer: Option<&Measured>, moved: Moved) {
    if moved.why == HoistedWhy::TooOften {
        measured.entries = first.entries;
        measured.resident = first.resident;
        // What it took while the guard slowed it down.
        measured.ns = None;
        measured.wall_ns = 0;
        measured.at_most_ns = first.at_most_ns.or(first.ns);
    }
    if let Some(counted) = outer.and_then(|outer| outer.hardware.filter(|counters| counters.counted > Some(0))) {
        measured.hardware = Some(counted);
    }
    measured.moved = Some(moved);
}

/// The time of a program by the clock that its sites are timed by: its processor time. That is never less than what the
/// guards saw pass in all its threads, so that sites which do not overlap never have more than all of it.
fn passed(record: &Record) -> u64 {
    // Records of earlier versions have times of sites that wait, too.
    let longest = || record.sites.iter().map(|site| site.ns).max().unwrap_or(0);
    record.cpu_ns.max(record.guarded_ns.unwrap_or_else(|| record.wall_ns.min(longest())))
}

fn add_kernel(sum: &mut record::Kernel, more: record::Kernel) {
    sum.user_ns += more.user_ns;
    sum.system_ns += more.system_ns;
    sum.faults += more.faults;
    sum.major_faults += more.major_faults;
    // What disturbs the one that measures it only adds.
    sum.fault_ns = [sum.fault_ns, more.fault_ns].into_iter().flatten().reduce(f64::min);
}

fn add_counters(sum: &mut Counters, more: &Counters) {
    for (name, value) in more.entries() {
        if let Some(value) = value {
            let before = sum.entries().find(|(known, _)| *known == name).and_then(|(_, value)| value).unwrap_or(0);
            sum.set(name, before + value);
        }
    }
}

/// Adds up the records of the traced runs.
pub(super) fn traced(
    records: &[Record],
    places: &[SiteLines],
    sites: &mut [Measured],
    total: &mut Total,
    metadata: &Metadata,
    take_entries: bool,
) {
    let lost = places.iter().enumerate().filter(|(_, place)| !place.guarded).map(|(n, _)| n).collect::<Vec<_>>();
    let mut symbols = Symbols::new(&metadata.workspace_root);
    let mut owners = Owners::new(Territory::of(metadata));
    for record in records {
        total.counts += record.totals;
        total.coverage += record.coverage;
        for of_site in &record.sites {
            let Some(measured) = sites.get_mut(of_site.site as usize) else { continue };
            measured.counts.get_or_insert_default();
            *measured.traced_entries.get_or_insert(0) += of_site.entries;
            if take_entries {
                *measured.entries.get_or_insert(0) += of_site.entries;
            }
        }
        let chains = record.contexts.iter().map(|context| chain(record, context.id)).collect::<Vec<_>>();
        for (context, chain) in record.contexts.iter().zip(&chains) {
            for site in chain {
                if let Some(measured) = sites.get_mut(*site as usize) {
                    *measured.lines_touched.get_or_insert(0) += context.lines_touched;
                    let (heap, pages) = measured.heap.get_or_insert_default();
                    *heap += context.heap;
                    *pages += context.heap_pages;
                    measured.held.join(&context.held);
                }
            }
        }
        let chain_of = |place: &record::Place| chains.get(place.context as usize).map_or(&[][..], Vec::as_slice);
        let mut known = FxHashMap::<u64, Vec<Frame>>::default();
        // Threads that a site hands work to have no part in its guard.
        let shared = record.threads > 1;
        let by_lines_alone = shared || !lost.is_empty();
        for place in record.places.iter().filter(|place| !chain_of(place).is_empty() || by_lines_alone) {
            let frames = known.entry(place.address).or_insert_with(|| symbols.frames(record, place.address));
            owners.see(frames);
        }
        let mut booked = vec![Vec::<usize>::new(); places.len()];
        for (number, place) in record.places.iter().enumerate() {
            let Some(frames) = known.get(&place.address) else { continue };
            let chain = chain_of(place);
            let by_lines = lost.iter().filter(|n| is_at(&places[**n], frames)).map(|n| *n as u32);
            let handed_on = (0..)
                .zip(places)
                .filter(|(n, place)| shared && place.guarded && !chain.contains(n) && is_in_closure_of(place, frames));
            for site in chain.iter().copied().chain(by_lines).chain(handed_on.map(|(n, _)| n)) {
                let Some(measured) = sites.get_mut(site as usize) else { continue };
                *measured.counts.get_or_insert_default() += place.counts;
                measured.outside |= !chain.contains(&site);
                measured.distances += place.distances;
                share(measured.shares.get_or_insert_default(), frames, (place.counts, place.distances), &mut owners);
                if let Some(booked) = booked.get_mut(site as usize) {
                    booked.push(number);
                }
            }
        }
        let askers = askers(record, (&known, &booked), &mut symbols, &mut owners);
        subjects(record, (&known, &booked, &askers), places, sites, &mut owners);
    }
}

/// Of places outside of the workspace, who asked for most of what they do, and the share of it.
fn askers(
    record: &Record,
    (frames, booked): (&FxHashMap<u64, Vec<Frame>>, &[Vec<usize>]),
    symbols: &mut Symbols,
    owners: &mut Owners,
) -> Askers {
    let mut callers = Callers::of(record);
    let mut askers = Askers::default();
    for place in booked.iter().flatten().filter_map(|number| record.places.get(*number)) {
        let key = (place.context, place.address);
        let Some(frames) = frames.get(&place.address).filter(|frames| !owners.is_members(frames)) else { continue };
        if !askers.contains_key(&key)
            && let Some(first) = callers.who(key, frames, symbols, owners).into_iter().next()
        {
            askers.insert(key, first);
        }
    }
    askers
}

/// Books what falls on the data of each site's findings.
fn subjects(
    record: &Record,
    (frames, booked, askers): (&FxHashMap<u64, Vec<Frame>>, &[Vec<usize>], &Askers),
    sites: &[SiteLines],
    measured: &mut [Measured],
    owners: &mut Owners,
) {
    if record.groups.is_empty() {
        return;
    }
    let mut touched = FxHashMap::<(u32, u64), Vec<(u32, Counts)>>::default();
    for one in &record.touched {
        touched.entry((one.context, one.address)).or_default().push((one.group, one.counts));
    }
    let group = |number: u32| record.groups.binary_search_by_key(&number, |(number, _)| *number).ok();
    let links = Links::of(&record.links, |number| group(number).map_or(0, |at| record.groups[at].1.place));
    let of_record = Booked { record, frames, touched: &touched, links: &links, askers };
    let mut claims: Vec<Claimed> = Vec::new();
    for (number, (site, places)) in sites.iter().zip(booked).enumerate() {
        for (nth, sought) in site.subjects.iter().enumerate().filter(|(_, sought)| !sought.is_everything()) {
            claims.push((number, nth, of_record.claim(sought, places, owners)));
        }
    }
    let sought = |(site, nth): (usize, usize)| &sites[site].subjects[nth];
    subject::contest(&mut claims, booked, |one, other| sought(one).is_same(sought(other)));
    for (number, nth, claim) in &claims {
        let Some(measured) = measured.get_mut(*number) else { continue };
        measured.subjects.resize_with(sites[*number].subjects.len(), Subject::default);
        let places = booked[*number].as_slice();
        of_record.add(&mut measured.subjects[*nth], sought((*number, *nth)), (claim, places), owners);
    }
}

/// Books an access on whose it is, and on its line.
pub(super) fn share(
    shares: &mut Shares,
    frames: &[Frame],
    (counts, distances): (Counts, Distances),
    owners: &mut Owners,
) {
    match owners.of(frames) {
        Some(Owner::User) => shares.user += counts,
        Some(Owner::Container(function)) => *shares.containers.entry(function).or_default() += counts,
        None => {}
    }
    if let Some(line) = owners.line(frames) {
        let file = line.file.strip_prefix(owners.workspace()).unwrap_or(&line.file).to_owned();
        let of_line = shares.lines.entry((file, line.line)).or_default();
        of_line.0 += counts;
        of_line.1 += distances;
    }
    let slots = slots(frames);
    shares.slots += counts.loads * slots;
    if slots > 0 || empties(frames) {
        shares.control += counts;
    }
}

/// How many slots of a hash map a load of its walk looks at: a group of control bytes. 0 for any other access.
pub(super) fn slots(frames: &[Frame]) -> u64 {
    let Some(at) = frames.iter().position(|frame| frame.function.plain.contains("::control::group::")) else {
        return 0;
    };
    let walks = frames.get(at + 1).is_some_and(|frame| frame.function.plain.contains("::RawIterRange::"));
    let group = &frames[at].function.plain;
    let width = if group.contains("::sse2::") || group.contains("::lsx::") { 16 } else { 8 };
    if walks { width } else { 0 }
}

/// Whether it makes all slots of a hash map empty ones.
pub(super) fn empties(frames: &[Frame]) -> bool {
    frames.iter().any(|frame| {
        let name = &frame.function.plain;
        name.contains("hashbrown::raw::") && name.ends_with("::clear_no_drop")
    })
}

/// The sites that are active in a context, each once.
fn chain(record: &Record, context: u32) -> Vec<u32> {
    let mut sites = Vec::new();
    let mut at = record.contexts.get(context as usize);
    while let Some(context) = at {
        sites.extend(context.site.filter(|site| !sites.contains(site)));
        at = context.parent.and_then(|parent| record.contexts.get(parent as usize));
    }
    sites
}

/// Whether an instruction was compiled from a site's lines, be it as a part of something inlined there.
pub(super) fn is_at(place: &SiteLines, frames: &[Frame]) -> bool {
    frames.iter().any(|frame| (place.lines.0..=place.lines.1).contains(&frame.line) && frame.file == place.file)
}

/// Whether it is in a closure that is written within the site: what another thread runs of a site is in one.
fn is_in_closure_of(place: &SiteLines, frames: &[Frame]) -> bool {
    let is_it = |frame: &Frame| {
        (place.lines.0..=place.lines.1).contains(&frame.line)
            && frame.file == place.file
            && frame.function.plain.contains("{closure")
    };
    frames.iter().any(is_it)
}
