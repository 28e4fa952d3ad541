//! The model against one that is written down as the textbook has it, and on loops whose answers are known.

#[path = "model/blocks.rs"]
mod blocks;
#[path = "model/callers.rs"]
mod callers;
#[path = "model/extent.rs"]
mod extent;
#[path = "model/groups.rs"]
mod groups;
#[path = "model/neighbours.rs"]
mod neighbours;

use std::collections::{HashMap, HashSet, VecDeque};

use locality_probe::counts::Counts;
use locality_probe::machine::{Machine, Policy};
use locality_probe::model::{Event, Memory, Sharing, Simulation, Zeroed};
use locality_probe::stream::{self, Decoder, Encoder};
use proptest::prelude::*;

/// Memory that is never given back: tests are short.
struct Leaked;

impl Memory<'static> for Leaked {
    fn zeroed<T: Zeroed>(&mut self, count: usize) -> Option<&'static mut [T]> {
        Some(Vec::from_iter((0..count).map(|_| T::default())).leak())
    }
}

/// Address, size, account.
type Access = (u64, u64, u32);

/// Runs what each thread does in turns; the figures by place, the distinct lines, and what was shared.
fn run_threads(
    machine: &Machine,
    turns: impl IntoIterator<Item = (usize, Vec<Event>)>,
) -> (HashMap<u64, Counts>, u64, Vec<Sharing>) {
    let mut simulation = Simulation::new(machine, || Leaked).unwrap();
    for (thread, events) in turns {
        simulation.run(thread, &events);
    }
    simulation.finish();
    let mut counts = HashMap::<u64, Counts>::new();
    simulation.places(|key, one| *counts.entry(key.place.address()).or_default() += one.counts);
    let (mut lines, mut sharings) = (0, Vec::new());
    simulation.footprints(|_, footprint| lines += footprint.lines());
    simulation.sharings(|_, _, sharing| sharings.push(*sharing));
    (counts, lines, sharings)
}

/// Runs accesses of one thread; the figures by account, and the distinct lines.
fn run(machine: &Machine, accesses: impl IntoIterator<Item = Access>, accounts: usize) -> (Vec<Counts>, u64) {
    let events = accesses.into_iter().map(|(address, size, account)| load(address, size, u64::from(account)));
    let (counts, lines, _) = run_threads(machine, [(0, events.collect())]);
    ((0..accounts as u64).map(|account| counts.get(&(account + 1)).copied().unwrap_or_default()).collect(), lines)
}

fn load(address: u64, size: u64, account: u64) -> Event {
    Event::access(address, size.trailing_zeros(), false, account + 1)
}

fn store(address: u64, size: u64, account: u64) -> Event {
    Event::access(address, size.trailing_zeros(), true, account + 1)
}

/// A set-associative cache as a queue per set, most recent first.
struct Naive {
    sets: HashMap<u64, VecDeque<(u64, HashSet<u64>, u32)>>,
    count: u64,
    ways: usize,
}

/// The same under tree-PLRU, as ways and directions.
struct NaiveTree {
    sets: HashMap<u64, (Vec<Option<u64>>, Vec<bool>)>,
    count: u64,
    ways: usize,
}

impl NaiveTree {
    /// Whether `key` was there.
    fn touch(&mut self, key: u64) -> bool {
        let fresh = || (vec![None; self.ways], vec![false; self.ways]);
        let (ways, right) = self.sets.entry(key % self.count).or_insert_with(fresh);
        let found = ways.iter().position(|held| *held == Some(key));
        let way = found.or_else(|| ways.iter().position(Option::is_none)).unwrap_or_else(|| {
            let mut node = 1;
            while node < self.ways {
                node = 2 * node + usize::from(right[node]);
            }
            node - self.ways
        });
        ways[way] = Some(key);
        let mut node = way + self.ways;
        while node > 1 {
            right[node / 2] = node.is_multiple_of(2);
            node /= 2;
        }
        found.is_some()
    }
}

impl Naive {
    fn new(sets: u64, ways: u32) -> Self {
        Self { sets: HashMap::new(), count: sets, ways: ways as usize }
    }

    /// Whether `key` was there; what had to leave.
    fn touch(&mut self, key: u64, by: u32, used: impl Iterator<Item = u64>) -> (bool, Option<(usize, u32)>) {
        let set = self.sets.entry(key % self.count).or_default();
        let at = set.iter().position(|(held, ..)| *held == key);
        let mut entry = at.and_then(|at| set.remove(at)).unwrap_or((key, HashSet::new(), by));
        entry.1.extend(used);
        set.push_front(entry);
        let left = (set.len() > self.ways).then(|| set.pop_back()).flatten();
        (at.is_some(), left.map(|(_, used, by)| (used.len(), by)))
    }

    fn rest(&self) -> impl Iterator<Item = (usize, u32)> {
        self.sets.values().flatten().map(|(_, used, by)| (used.len(), *by))
    }
}

/// At which of a level's misses each line or page came in last.
#[derive(Default)]
struct Past {
    misses: u64,
    came: HashMap<u64, u64>,
}

impl Past {
    /// 1 where fewer others came in since than the level holds.
    fn comes(&mut self, key: u64, holds: u64) -> u64 {
        self.misses += 1;
        let before = self.came.insert(key, self.misses);
        before.is_some_and(|then| self.misses - then < holds).into()
    }
}

fn naive(machine: &Machine, accesses: &[Access], accounts: usize) -> (Vec<Counts>, u64) {
    let line = u64::from(machine.l1d.line());
    let mut l1 = Naive::new(machine.l1d.sets(), machine.l1d.ways());
    let mut l2 = machine.l2.map(|l2| Naive::new(l2.sets(), l2.ways()));
    let mut llc = Naive::new(machine.llc.sets(), machine.llc.ways());
    let mut dtlb = Naive::new(machine.dtlb.sets().into(), machine.dtlb.ways());
    let mut stlb = Naive::new(machine.stlb.sets().into(), machine.stlb.ways());
    // Pages are told apart by 64ths.
    let (part, part_lines) = (machine.page / 64, machine.page / 64 / line);
    let mut counts = vec![Counts::default(); accounts];
    let mut strides = vec![(0_u64, 0_i64); accounts];
    let mut lines = HashSet::new();
    // At which miss a line, or a page, came in last.
    let (mut misses, mut came) = (0_u64, HashMap::new());
    let mut past = [(); 4].map(|()| Past::default());
    let lines_of = |bytes: u64, line: u32| bytes / u64::from(line);
    for &(address, size, by) in accesses {
        counts[by as usize].loads += 1;
        let pieces: Vec<_> = (address / line..=(address + size - 1) / line).collect();
        for piece in pieces {
            let (from, to) = (address.max(piece * line), (address + size).min((piece + 1) * line));
            let page = from / machine.page;
            let (hit, left) = dtlb.touch(page, by, std::iter::once(from % machine.page / part));
            if let Some((used, by)) = left {
                counts[by as usize].page_lines_used += used as u64 * part_lines;
                counts[by as usize].page_lines_of += machine.page / line;
            }
            if !hit {
                let counts = &mut counts[by as usize];
                counts.dtlb_misses += 1;
                counts.dtlb_conflicts += past[0].comes(page, machine.dtlb.entries().into());
                if !stlb.touch(page, by, std::iter::empty()).0 {
                    counts.page_walks += 1;
                    counts.walk_conflicts += past[1].comes(page, machine.stlb.entries().into());
                }
            }
            let (hit, left) = l1.touch(piece, by, from..to);
            lines.insert(piece);
            if let Some((used, by)) = left {
                counts[by as usize].bytes_used += used as u64;
                counts[by as usize].bytes_fetched += line;
            }
            if hit {
                continue;
            }
            let (previous, stride) = &mut strides[by as usize];
            let delta = piece.wrapping_sub(*previous) as i64;
            let streams = u64::from(delta != 0 && delta == *stride && delta.unsigned_abs() * line <= 2048);
            (*previous, *stride) = (piece, delta);
            let counts = &mut counts[by as usize];
            counts.l1d_misses += 1;
            counts.l1d_streamable += streams;
            misses += 1;
            match came.insert(piece, misses) {
                None => counts.l1d_first += 1,
                Some(then) => counts.l1d_conflicts += u64::from(misses - then < machine.l1d.bytes() / line),
            }
            if let (Some(l2), Some(shape)) = (&mut l2, machine.l2) {
                if l2.touch(from / u64::from(shape.line()), by, std::iter::empty()).0 {
                    continue;
                }
                counts.l2_misses += 1;
                counts.l2_streamable += streams;
                counts.l2_conflicts += past[2].comes(piece, lines_of(shape.bytes(), shape.line()));
            }
            if !llc.touch(from / u64::from(machine.llc.line()), by, std::iter::empty()).0 {
                counts.llc_misses += 1;
                counts.llc_streamable += streams;
                counts.llc_conflicts += past[3].comes(piece, lines_of(machine.llc.bytes(), machine.llc.line()));
            }
        }
    }
    for (used, by) in l1.rest() {
        counts[by as usize].bytes_used += used as u64;
        counts[by as usize].bytes_fetched += line;
    }
    for (used, by) in dtlb.rest() {
        counts[by as usize].page_lines_used += used as u64 * part_lines;
        counts[by as usize].page_lines_of += machine.page / line;
    }
    (counts, lines.len() as u64)
}

/// Small, so that everything overflows; one, two and more rows of ways; with and without an L2.
const MACHINES: &[&str] = &[
    "l1d=1K/2/64,l2=4K/4/64,llc=16K/4/64,dtlb=4/2,stlb=16/4",
    "l1d=3K/12/64,l2=20K/20/64,llc=24K/12/64,dtlb=4/4,stlb=32/16",
    "l1d=3K/24/64,l2=17K/17/64,llc=18K/18/64,dtlb=17/17,stlb=46/23",
    "l1d=2K/32/64,l2=none,llc=20K/40/128,dtlb=24/24,stlb=72/72",
    "l1d=512/2/32,l2=2K/2/64,llc=8K/2/64,dtlb=2/1,stlb=8/8",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn agrees_with_the_textbook(
        machine in prop::sample::select(MACHINES),
        accesses in prop::collection::vec((0_u64..1 << 17, prop::sample::select(vec![1_u64, 2, 4, 8, 16, 32]), 0_u32..3), 1..2000),
        wide in prop::bool::ANY,
    ) {
        let machine = Machine::parse(machine).unwrap();
        // Close together there are hits, far apart there are evictions.
        let base = 0x5555_5555_4000;
        let accesses: Vec<_> =
            accesses.into_iter().map(|(at, size, by)| (base + if wide { at } else { at % 4096 }, size, by)).collect();
        prop_assert_eq!(run(&machine, accesses.iter().copied(), 3), naive(&machine, &accesses, 3));
    }

    #[test]
    fn threads_that_write_nothing_of_each_others_miss_as_if_alone(
        machine in prop::sample::select(MACHINES),
        turns in prop::collection::vec((0_usize..3, prop::collection::vec((0_u64..1 << 14, prop::bool::ANY), 1..40)), 1..60),
    ) {
        let machine = Machine::parse(machine).unwrap();
        // Each writes to an area of its own, and reads what all read.
        let event = |thread: usize, (at, writes): (u64, bool)| match writes {
            true => store(0x5555_6000_0000 + (thread as u64) * (1 << 16) + at, 1, 10 + thread as u64),
            false => load(0x5555_5555_0000 + at, 1, 20 + thread as u64),
        };
        let turns: Vec<(usize, Vec<Event>)> =
            turns.into_iter().map(|(thread, all)| (thread, all.into_iter().map(|one| event(thread, one)).collect())).collect();
        let l1 = |counts: &Counts| (counts.accesses(), counts.l1d_misses, counts.dtlb_misses, counts.bytes_used, counts.transfers);
        let (together, _, sharings) = run_threads(&machine, turns.clone());
        prop_assert_eq!(sharings.len(), 0);
        for thread in 0..3 {
            let own = turns.iter().filter(|(of, _)| *of == thread).cloned().map(|(_, events)| (0, events));
            for (place, counts) in run_threads(&machine, own).0 {
                prop_assert_eq!(together.get(&place).map(l1), Some(l1(&counts)), "{:x}", place);
            }
        }
    }

    #[test]
    fn a_tree_forgets_as_the_textbook_has_it(
        ways in prop::sample::select(vec![1_u32, 2, 4, 8, 16, 32]),
        lines in prop::collection::vec(1000_u64..1200, 1..1000),
    ) {
        let machine = Machine::parse(&format!("l1d={}/{ways}/64/plru", 2 * ways * 64)).unwrap();
        prop_assert_eq!(machine.l1d.policy(), Policy::TreePlru);
        let mut naive = NaiveTree { sets: HashMap::new(), count: 2, ways: ways as usize };
        let expected = lines.iter().filter(|line| !naive.touch(**line)).count() as u64;
        let (counts, _) = run(&machine, lines.iter().map(|line| (line * 64, 8, 0)), 1);
        prop_assert_eq!(counts[0].l1d_misses, expected);
    }

    #[test]
    fn what_an_inclusive_last_level_drops_no_core_has(
        ways in prop::sample::select(vec![8_usize, 16, 20, 24, 40]),
        lines in prop::collection::vec(0_u64..120, 1..800),
    ) {
        // The first level has one set, the last two with half as many lines together.
        let own = ways / 4;
        let spec = format!("l1d={}/{ways}/64,l2=none,llc={}/{own}/64/inclusive", 64 * ways, 128 * own);
        let machine = Machine::parse(&spec).unwrap();
        let lines: Vec<_> = lines.into_iter().map(|line| 1000 + line % (3 * ways as u64)).collect();
        let (mut first, mut last) = (VecDeque::new(), [VecDeque::new(), VecDeque::new()]);
        let mut expected = (0, 0);
        for line in &lines {
            if let Some(at) = first.iter().position(|held| held == line) {
                first.remove(at);
                first.push_front(*line);
                continue;
            }
            expected.0 += 1;
            first.push_front(*line);
            first.truncate(ways);
            let set = &mut last[(line % 2) as usize];
            let at = set.iter().position(|held| held == line);
            expected.1 += u64::from(at.is_none());
            at.map(|at| set.remove(at));
            set.push_front(*line);
            if set.len() > own {
                let left = set.pop_back();
                first.retain(|held| Some(*held) != left);
            }
        }
        let (counts, _) = run(&machine, lines.iter().map(|line| (line * 64, 8, 0)), 1);
        prop_assert_eq!((counts[0].l1d_misses, counts[0].llc_misses), expected);
    }

    #[test]
    fn a_saved_trace_is_the_trace(
        events in prop::collection::vec(
            (0_u64..40, prop::sample::select(vec![0_u64, 8, 64, 4096, 0x7fff_ffff_0000]), 0_u32..7, prop::bool::ANY, 0_u64..12),
            0..600,
        ),
        cut in 0_usize..4000,
    ) {
        let mut at = 0x5555_0000_u64;
        let mut all = Vec::new();
        for (times, step, size, store, place) in events {
            for _ in 0..times % 8 {
                at = (at.wrapping_add(step)) & 0x7fff_ffff_ffff;
                all.push(Event::access(at, size, store, 0x4000 + place * 5));
            }
            match times {
                38 => all.extend(Event::bulk(at, 1000 + times, store, place)),
                39 => all.push(Event::context(size)),
                _ => {}
            }
        }
        let mut encoder = Encoder::new(&mut Leaked).unwrap();
        let (mut bytes, mut out) = (Vec::new(), [0; stream::LONGEST]);
        for event in &all {
            let length = encoder.put(*event, &mut out);
            bytes.extend_from_slice(&out[..length]);
        }
        let mut decoder = Decoder::new(&mut Leaked).unwrap();
        let mut rest = bytes.as_slice();
        let decoded: Vec<_> = std::iter::from_fn(|| decoder.take(&mut rest)).collect();
        prop_assert_eq!(rest.len(), 0);
        prop_assert_eq!(&decoded, &all);
        // Cut off, it is the beginning of it; anything else is some events, or none.
        let mut decoder = Decoder::new(&mut Leaked).unwrap();
        let mut rest = &bytes[..cut.min(bytes.len())];
        let decoded: Vec<_> = std::iter::from_fn(|| decoder.take(&mut rest)).collect();
        prop_assert_eq!(&decoded, &all[..decoded.len()]);
    }

    #[test]
    fn a_record_that_is_cut_off_is_refused(cut in 0_usize..2000) {
        let text = sample();
        prop_assert!(locality_probe::record::Record::parse(&text[..cut.min(text.len() - 2)]).is_err());
    }
}

#[test]
fn a_record_that_is_cut_off_within_a_word_is_refused() {
    let text = sample();
    let cut = text.find("\nended").expect("how it ended") + "\nend".len();
    assert!(locality_probe::record::Record::parse(&text[..cut]).is_err());
}

fn sample() -> String {
    use locality_probe::record::*;
    let mut distances = Distances::default();
    distances.same_page = 2;
    distances.add(1, 3);
    distances.add(1 << 31, 4);
    let mut group = Group::default();
    (group.size, group.place, group.blocks, group.most) = (4000, 0x4321, 12, 11);
    (group.address, group.is_rest) = (0xb000, true);
    let record = Record {
        pid: 7,
        executable: "/a b\\c/\u{e9}".into(),
        ended: Some(Ended::Killed(15)),
        mode: Mode::Traced,
        machine: Some(Machine::default()),
        wall_ns: 12,
        began_ns: 9,
        cpu_ns: 11,
        guarded_ns: Some(10),
        guard_ns: GuardNs { timed: 20.5, counted: 2.25 },
        kernel: Some(Kernel { user_ns: 8, system_ns: 3, faults: 17, major_faults: 1, fault_ns: Some(0.5) }),
        seeds_pinned: true,
        threads: 2,
        memory: Some(Memory { resident: 30, peak: 31 }),
        hardware: Hardware {
            opened: vec!["cycles".into(), "page_faults".into()],
            failure: Some(Failure { errno: 2, operation: "page walks".into() }),
            never_scheduled: true,
        },
        saved: Some(Saved { file: "7.0.trace".into(), events: 1, bytes: 2, complete: true }),
        modules: vec![Module { start: 0x1000, end: 0x2000, offset: 0x40, path: "/x y".into() }],
        sites: vec![Site {
            site: 3,
            entries: 5,
            timed: 4,
            ns: 6,
            cpu_ns: Some(5),
            faults: Some(3),
            counters: Counters { cycles: Some(9), ..Counters::default() },
            resident: Some(Resident {
                asked: 4,
                last: Around { before: 21, after: 22 },
                before: Range { least: 20, most: 23 },
                after: Range { least: 19, most: 24 },
                rose: 3,
                fell: 2,
            }),
        }],
        contexts: vec![
            Context { lines_touched: 1, ..Context::default() },
            Context {
                id: 1,
                parent: Some(0),
                site: Some(3),
                lines_touched: 2,
                heap: Heap { allocations: 5, bytes: 6, reallocations: 7, copied: 8 },
                heap_pages: 9,
                held: Held {
                    blocks: 1,
                    bytes: 4096,
                    used: 64,
                    largest: Block {
                        address: 0xa000,
                        bytes: 4096,
                        used: 64,
                        backed: Backed { resident: 4096, huge: 1024 },
                    },
                },
            },
        ],
        places: vec![
            Place { context: 0, address: 0xabc, counts: Counts::default(), distances: Distances::default() },
            Place { context: 1, address: 0xabc, counts: Counts { loads: 4, ..Counts::default() }, distances },
        ],
        groups: vec![(1, Group::default()), (3, group)],
        chains: [(1, vec![0x5555_0010, 0x5555_0020]), (7, vec![0x5555_0030])]
            .map(|(number, callers)| Chain { number, callers })
            .into(),
        called: vec![Called { context: 0, address: 0x5555_0001, chain: 7, samples: 90, misses: 40 }],
        links: vec![Link { from: 3, to: 3, count: 2 }],
        touched: vec![Touched {
            context: 1,
            address: 0xabc,
            group: 3,
            counts: Counts { l1d_misses: 2, ..Counts::default() },
        }],
        held: vec![HeldOf { context: 1, group: 3, held: Held { blocks: 1, bytes: 8192, used: 64, ..Held::default() } }],
        sharings: vec![Sharing {
            is_false: true,
            transfers: 9,
            reader: (1, 0xabc),
            writer: (0, 0xdef),
            line: 0x1000,
            used: 0xff,
            written: 0xff00,
            threads: 3,
        }],
        totals: Counts { loads: 4, ..Counts::default() },
        coverage: Coverage { paired: 4, ..Coverage::default() },
    };
    let mut text = String::new();
    record.write(&mut text).unwrap();
    assert_eq!(Record::parse(&text), Ok(record));
    text
}

#[test]
fn a_record_of_another_version_or_with_new_keys_is_met_as_promised() {
    use locality_probe::record::{ParseError, Record};
    let text = sample();
    let newer = text.replacen("locality-record 1", "locality-record 2", 1);
    assert_eq!(Record::parse(&newer), Err(ParseError::Newer { found: 2 }));
    let with_more = text
        .replacen("columns loads stores", "columns loads novel stores", 1)
        .replacen("place 1 abc 4 0", "place 1 abc 4 77 0", 1)
        .replacen("totals 4 0", "totals 4 77 0", 1)
        .replacen("touched 1 abc 3 0 0", "touched 1 abc 3 0 77 0", 1)
        .replacen("held 1 3", "held 1 3 novel=x", 1)
        .replacen("group 3", "group 3 novel=x", 1)
        .replacen("threads seen=2", "threads seen=2 novel=x\nnovelty of all kinds", 1)
        .replacen("entries=5", "entries=5 novel=abc", 1);
    assert_ne!(with_more, text);
    assert_eq!(Record::parse(with_more), Record::parse(text));
    assert_eq!(Record::parse("hello"), Err(ParseError::NotARecord));
    assert_eq!(Record::parse([0xff, 0xfe]), Err(ParseError::NotARecord));
}

#[test]
fn a_row_walk_streams_and_uses_every_byte() {
    let machine = Machine::default();
    let walk = (0..100_000_u64).map(|nth| (0x10_0000 + nth * 8, 8, 0));
    let (counts, lines) = run(&machine, walk, 1);
    assert_eq!(counts[0].l1d_misses, 12_500);
    // The first delta is unknown, the second is the first to repeat.
    assert_eq!(counts[0].l1d_streamable, 12_498);
    assert_eq!((counts[0].bytes_used, counts[0].bytes_fetched), (800_000, 800_000));
    assert_eq!(counts[0].dtlb_misses, 196);
    assert_eq!((counts[0].page_lines_used, counts[0].page_lines_of), (12_500, 196 * 64));
    assert!(lines.abs_diff(12_500) < 12_500 / 20, "{lines}");
}

#[test]
fn a_column_walk_of_wide_rows_misses_each_time() {
    let machine = Machine::default();
    let (rows, row) = (1000_u64, 8192_u64);
    let walk = (0..64_u64).flat_map(|column| (0..rows).map(move |at| (0x10_0000 + at * row + column * 8, 8, 0)));
    let (counts, _) = run(&machine, walk, 1);
    // All elements of a column fall into one set of the L1: no line lives until its next column.
    assert_eq!(counts[0].l1d_misses, 64_000);
    assert_eq!(counts[0].l1d_streamable, 0);
    assert_eq!(counts[0].density(), Some(8.0 / 64.0));
    assert_eq!(counts[0].dtlb_misses, 64_000);
}

#[test]
fn what_fits_misses_once_however_often_it_is_walked() {
    let (counts, lines) = run(&Machine::default(), (0..1_000_000_u64).map(|nth| (0x1000 + nth % 4000 * 8, 8, 0)), 1);
    assert_eq!((counts[0].l1d_misses, lines), (500, 500));
    assert_eq!(counts[0].loads, 1_000_000);
}

#[test]
fn an_access_across_lines_and_pages_touches_both() {
    let (counts, lines) = run(&Machine::default(), [(0x1_0ffc, 8, 0)], 1);
    assert_eq!((counts[0].l1d_misses, counts[0].dtlb_misses, lines), (2, 2, 2));
    assert_eq!(counts[0].bytes_used, 8);
}

#[test]
fn lines_of_128_bytes_and_pages_of_16k_are_counted_whole() {
    let machine = Machine::preset("apple-m1").unwrap();
    let (counts, _) = run(&machine, (0..16_384_u64).map(|nth| (0x10_0000 + nth * 8, 8, 0)), 1);
    assert_eq!((counts[0].l1d_misses, counts[0].l2_misses, counts[0].dtlb_misses), (1024, 0, 8));
    assert_eq!((counts[0].bytes_used, counts[0].bytes_fetched), (131_072, 131_072));
    assert_eq!((counts[0].page_lines_used, counts[0].page_lines_of), (1024, 1024));
}

#[test]
fn a_stride_of_a_power_of_two_conflicts_at_every_level() {
    // 48 rows of 64 KiB, walked by columns: a line of each row falls into the same set of every cache, and its page into the same
    // of every TLB. With a line more in each row they spread.
    let machine = Machine::parse("l1d=32K/8/64,l2=1M/16/64,llc=8M/16/64,dtlb=64/4,stlb=1536/12").unwrap();
    let walk = |row: u64| {
        let columns =
            (0..512_u64).flat_map(|column| (0..48_u64).map(move |at| (0x5555_0000_0000 + at * row + column * 8, 8, 0)));
        run(&machine, columns, 1).0[0]
    };
    let bad = walk(1 << 16);
    let share = |part: u64, all: u64| part as f64 / all as f64;
    assert!(share(bad.l1d_conflicts, bad.l1d_misses) > 0.8, "{bad:?}");
    assert!(share(bad.l2_conflicts, bad.l2_misses) > 0.8, "{bad:?}");
    assert!(share(bad.dtlb_conflicts, bad.dtlb_misses) > 0.8, "{bad:?}");
    assert_eq!(bad.llc_conflicts + bad.walk_conflicts, 0, "there every row has room in its set");
    let good = walk((1 << 16) + 4096 + 64);
    assert_eq!((good.l2_conflicts, good.dtlb_conflicts), (0, 0), "{good:?}");
}

#[test]
fn first_misses_conflicts_and_a_cache_too_small_are_told_apart() {
    let machine = Machine::default();
    let counts = |stride: u64, lines: u64| {
        let walk = (0..10).flat_map(|_| (0..lines).map(move |nth| (0x10_0000 + nth * stride, 8, 0)));
        run(&machine, walk, 1).0[0]
    };
    // 100 lines that all fall into one set of twelve.
    let conflicting = counts(4096, 100);
    assert_eq!((conflicting.l1d_misses, conflicting.l1d_first, conflicting.l1d_conflicts), (1000, 100, 900));
    // Twice what the cache holds, evenly spread.
    let large = counts(64, 1536);
    assert_eq!((large.l1d_misses, large.l1d_first, large.l1d_conflicts), (15_360, 1536, 0));
}

/// Two threads in turns of one event each.
fn in_turns(times: u64, each: impl Fn(usize, u64) -> Vec<Event>) -> Vec<(usize, Vec<Event>)> {
    (0..times).flat_map(|time| [(0, each(0, time)), (1, each(1, time))]).collect()
}

#[test]
fn falsely_shared_lines_are_told_from_truly_shared_ones() {
    let machine = Machine::default();
    let own = |thread: usize, _| {
        vec![load(0x1000 + thread as u64 * 8, 8, thread as u64), store(0x1000 + thread as u64 * 8, 8, thread as u64)]
    };
    let (counts, _, sharings) = run_threads(&machine, in_turns(1000, own));
    // All but the very first: each load finds the line taken.
    assert_eq!(counts[&1].transfers + counts[&2].transfers, 1998);
    assert_eq!(counts[&1].false_transfers + counts[&2].false_transfers, 1998);
    assert!(sharings.iter().all(|one| one.is_false && one.threads == 3 && one.line == 0x1000), "{sharings:?}");
    assert!(sharings.iter().all(|one| one.used & one.written == 0 && one.written != 0), "{sharings:?}");

    let same = |thread: usize, _| vec![load(0x1000, 8, thread as u64), store(0x1000, 8, thread as u64)];
    let (counts, _, sharings) = run_threads(&machine, in_turns(1000, same));
    assert_eq!(counts[&1].transfers + counts[&2].transfers, 1998);
    assert_eq!(counts[&1].false_transfers + counts[&2].false_transfers, 0);
    assert!(sharings.iter().all(|one| !one.is_false && one.used & one.written == 0xff), "{sharings:?}");

    let apart = |thread: usize, _| vec![store(0x1000 + thread as u64 * 64, 8, thread as u64)];
    let (counts, _, sharings) = run_threads(&machine, in_turns(1000, apart));
    assert_eq!((counts[&1].transfers, counts[&2].transfers, sharings.len()), (0, 0, 0));

    let read_only = |thread: usize, time: u64| vec![load(0x1000 + time % 100 * 8, 8, thread as u64)];
    let (counts, _, sharings) = run_threads(&machine, in_turns(1000, read_only));
    assert_eq!((counts[&1].transfers, counts[&2].transfers, sharings.len()), (0, 0, 0));
}

#[test]
fn a_reader_beside_a_writer_gets_its_line_back_each_time() {
    let each = |thread: usize, _| if thread == 0 { vec![store(0x2008, 8, 0)] } else { vec![load(0x2030, 4, 1)] };
    let (counts, _, sharings) = run_threads(&Machine::default(), in_turns(500, each));
    assert_eq!((counts[&1].transfers, counts[&2].transfers, counts[&2].false_transfers), (0, 499, 499));
    assert_eq!(sharings.len(), 1);
    assert_eq!((sharings[0].used, sharings[0].written), (0xf << 0x30, 0xff << 8));
}

#[test]
fn pages_lie_with_the_core_that_touched_them_first() {
    let machine = Machine::parse("nodes=2").unwrap();
    // 48 MiB, which no cache keeps: the first thread writes all, then both read a half each.
    let lines = 48 << 20 >> 6;
    let at = |line: u64| 0x1000_0000 + line * 64;
    let fill = (0..lines).map(|line| store(at(line), 8, 0)).collect();
    let read = |from: u64, account| (from..from + lines / 2).map(move |line| load(at(line), 8, account)).collect();
    let (counts, ..) = run_threads(&machine, [(0, fill), (0, read(0, 1)), (1, read(lines / 2, 2))]);
    assert_eq!((counts[&1].remote_misses, counts[&2].remote_misses), (0, 0));
    assert_eq!(counts[&3].remote_misses, counts[&3].llc_misses);
    assert!(counts[&3].llc_misses > lines / 4, "{:?}", counts[&3]);
    let one = Machine::parse("nodes=1").unwrap();
    let fill = (0..lines).map(|line| store(at(line), 8, 0)).collect();
    assert_eq!(run_threads(&one, [(0, fill), (1, read(0, 1))]).0[&2].remote_misses, 0);
}

#[test]
fn bulk_operations_touch_every_line_once() {
    let events = Event::bulk(0x1000, 4096, true, 1).into_iter().chain(Event::bulk(0x8020, 64, false, 2)).collect();
    let (counts, lines, _) = run_threads(&Machine::default(), [(0, events)]);
    assert_eq!((counts[&1].stores, counts[&1].l1d_misses, counts[&1].bytes_used), (128, 64, 4096));
    assert_eq!((counts[&2].loads, counts[&2].l1d_misses, counts[&2].bytes_used), (2, 2, 64));
    assert_eq!(lines, 66);
}

#[test]
fn a_short_bulk_operation_is_one_event_with_the_same_figures() {
    let lengths = [1, 2, 8, 15, 16, 17, 31, 32, 33];
    for (length, offset) in
        lengths.into_iter().flat_map(|length| [0, 31, 32, 40, 56, 63].map(|offset| (length, offset)))
    {
        let figures = |events: &mut dyn FnMut(u64, bool, u64) -> Vec<Event>| {
            let all = [0, 1, 2].map(|line| events(0x8000 + 64 * line + offset, line == 1, line)).concat();
            run_threads(&Machine::default(), [(0, all)])
        };
        let long = figures(&mut |at, store, place| Event::bulk(at, length, store, place).to_vec());
        match Event::short(0x8000, length, false, 0) {
            Some(_) => {
                assert_eq!(
                    long,
                    figures(&mut |at, store, place| Vec::from_iter(Event::short(at, length, store, place)))
                )
            }
            None => assert_eq!(length, 33),
        }
    }
}

#[test]
fn contexts_keep_their_own_figures() {
    let events = vec![load(0x1000, 8, 0), Event::context(1), load(0x1000, 8, 0), Event::context(0), load(0x2000, 8, 0)];
    let mut simulation = Simulation::new(&Machine::default(), || Leaked).unwrap();
    simulation.run(0, &events);
    simulation.finish();
    let mut found = Vec::new();
    simulation.places(|key, one| found.push((key.context, one.counts.loads, one.counts.l1d_misses)));
    found.sort_unstable();
    assert_eq!(found, [(0, 2, 2), (1, 1, 0)]);
    let mut lines = Vec::new();
    simulation.footprints(|context, footprint| lines.push((context, footprint.lines())));
    assert_eq!(lines, [(0, 2), (1, 1)]);
}

#[test]
fn a_regular_walk_takes_a_byte_an_event() {
    let mut encoder = Encoder::new(&mut Leaked).unwrap();
    let mut out = [0; stream::LONGEST];
    let walk = (0..10_000_u64).flat_map(|nth| [load(0x10_0000 + nth * 24, 8, 1), store(0x90_0000 + nth * 8, 8, 2)]);
    let bytes: usize = walk.map(|event| encoder.put(event, &mut out)).sum();
    assert!(bytes < 20_100, "{bytes}");
}
