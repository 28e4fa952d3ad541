//! The model against one that is written down as the textbook has it, and on loops whose answers are known.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::model::{
    Account, Core, Footprint, LastLevel, Line, Page, Recency, Recent, Row, Who, Words, last_level,
};
use proptest::prelude::*;

/// Memory that is never given back: tests are short.
struct Leaked;

impl Leaked {
    fn give<T: Default + Clone>(count: usize) -> Option<&'static mut [T]> {
        Some(vec![T::default(); count].leak())
    }
}

impl Words<'static> for Leaked {
    fn words(&mut self, count: usize) -> Option<&'static mut [u64]> {
        Self::give(count)
    }

    fn rows(&mut self, count: usize) -> Option<&'static mut [Row]> {
        Self::give(count)
    }

    fn lines(&mut self, count: usize) -> Option<&'static mut [Line]> {
        Self::give(count)
    }

    fn pages(&mut self, count: usize) -> Option<&'static mut [Page]> {
        Self::give(count)
    }

    fn recents(&mut self, count: usize) -> Option<&'static mut [Recent]> {
        Self::give(count)
    }
}

struct Alone(RefCell<Recency<'static>>, u32);

impl LastLevel for Alone {
    fn holds(&self, address: u64) -> bool {
        self.0.borrow_mut().touch(address / u64::from(self.1)).hit
    }
}

/// Address, size, account; all in context 0.
type Access = (u64, u64, u32);

/// Runs accesses through the real model; the accounts, and the distinct lines.
fn run(machine: &Machine, accesses: impl IntoIterator<Item = Access>, accounts: usize) -> (Vec<Counts>, u64) {
    let mut core = Core::new(machine, &mut Leaked).unwrap();
    let last = Alone(RefCell::new(last_level(machine, &mut Leaked).unwrap()), machine.llc.line());
    let mut accounts = vec![Account::default(); accounts];
    let mut footprint = Footprint::new(&mut Leaked).unwrap();
    for (address, size, account) in accesses {
        accounts[account as usize].counts.loads += 1;
        // As the probe does: the short way where it serves.
        let short = match size {
            4 => core.hit::<4>(address),
            8 => core.hit::<8>(address),
            _ => None,
        };
        if let Some(hit) = short {
            core.note(hit);
        } else {
            let who = Who { account, context: 0 };
            core.access(address, size, who, &mut accounts, &last, &mut |line| footprint.note(line));
        }
    }
    core.finish(&mut accounts);
    (accounts.iter().map(|account| account.counts).collect(), footprint.lines())
}

/// A set-associative cache as a queue per set, most recent first.
struct Naive {
    sets: HashMap<u64, VecDeque<(u64, HashSet<u64>, u32)>>,
    count: u64,
    ways: usize,
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
                counts[by as usize].dtlb_misses += 1;
                counts[by as usize].page_walks += u64::from(!stlb.touch(page, by, std::iter::empty()).0);
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
            if let (Some(l2), Some(shape)) = (&mut l2, machine.l2) {
                if l2.touch(from / u64::from(shape.line()), by, std::iter::empty()).0 {
                    continue;
                }
                counts.l2_misses += 1;
                counts.l2_streamable += streams;
            }
            if !llc.touch(from / u64::from(machine.llc.line()), by, std::iter::empty()).0 {
                counts.llc_misses += 1;
                counts.llc_streamable += streams;
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
    fn a_record_that_is_cut_off_is_refused(cut in 0_usize..2000) {
        let text = sample();
        prop_assert!(locality_probe::record::Record::parse(&text[..cut.min(text.len() - 2)]).is_err());
    }
}

fn sample() -> String {
    use locality_probe::record::*;
    let record = Record {
        pid: 7,
        executable: "/a b\\c/\u{e9}".into(),
        mode: Mode::Traced,
        machine: Some(Machine::default()),
        wall_ns: 12,
        cpu_ns: 11,
        guard_ns: 20.5,
        seeds_pinned: true,
        threads: 2,
        hardware: Hardware {
            opened: vec!["cycles".into(), "page_faults".into()],
            failure: Some(Failure { errno: 2, operation: "page walks".into() }),
            never_scheduled: true,
        },
        modules: vec![Module { start: 0x1000, end: 0x2000, offset: 0x40, path: "/x y".into() }],
        sites: vec![Site { site: 3, entries: 5, ns: 6, counters: Counters { cycles: Some(9), ..Counters::default() } }],
        contexts: vec![
            Context { id: 0, parent: None, site: None, lines_touched: 1 },
            Context { id: 1, parent: Some(0), site: Some(3), lines_touched: 2 },
        ],
        places: vec![Place { context: 1, address: 0xabc, counts: Counts { loads: 4, ..Counts::default() } }],
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
