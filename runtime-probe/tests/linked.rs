//! The probe in programs: built by rustc as the tool would have it, run, and their records read.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

mod support;

use std::path::Path;

use locality_probe::counts::Counts;
use locality_probe::record::{Mode, Record, Site};
use support::{TRACED, build, run, sources};

const TRACE: &[(&str, &str)] = &[("LOCALITY_MODE", "traced"), ("LOCALITY_PIN", "1")];
const TIME: &[(&str, &str)] = &[("LOCALITY_MODE", "timed")];

const WALKS: &str = r#"
extern crate locality_probe as probe;

#[inline(never)]
fn by_column(rows: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for c in 0..1000 { for r in 0..1000 { sum += rows[r][c]; } }
    sum
}

#[inline(never)]
fn by_row(rows: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for r in 0..1000 { for c in 0..1000 { sum += rows[r][c]; } }
    sum
}

fn main() {
    let rows: Vec<Vec<f64>> = (0..1000).map(|r| (0..1000).map(|c| (r * c) as f64).collect()).collect();
    let rows = std::hint::black_box(&rows);
    let guard = probe::enter(1);
    let first = by_column(rows);
    probe::leave(guard);
    let guard = probe::enter(2);
    let second = by_row(rows);
    probe::leave(guard);
    let map: std::collections::HashMap<u64, u64> = (0..100_000).map(|i| (i, i)).collect();
    let guard = probe::enter(3);
    let mut sum = 0;
    for (key, value) in std::hint::black_box(&map) { sum += key ^ !value; }
    probe::leave(guard);
    println!("{first} {second} {sum}");
}
"#;

#[test]
fn walks_are_counted_to_the_line_and_alike_in_every_run() {
    let program = build("walks", WALKS, TRACED);
    let runs = [(); 3].map(|()| one(run(&program, TRACE)));
    let record = &runs[0];
    assert_eq!(record.mode, Mode::Traced);
    assert!(record.seeds_pinned);
    assert_eq!((record.coverage.unsized_accesses, record.coverage.unpaired, record.coverage.lost), (0, 0, 0));
    assert_eq!(record.places.iter().map(|place| place.counts).sum::<Counts>(), record.totals);

    let column = inclusive(record, 1);
    // Of each element the pointer and the length of its row, and itself; 1000 rows of 8000 bytes, and their headers.
    close(column.loads, 3_000_000, 50);
    close(column.l1d_misses, 1_375_000, 5_000);
    close(column.dtlb_misses, 1_000_000, 200_000);
    let row = inclusive(record, 2);
    close(row.l1d_misses, 125_375, 1_000);
    assert!(row.l1d_streamable > 120_000, "{row:?}");
    assert!(row.density() > Some(0.99) && column.density() < Some(0.35), "{row:?} {column:?}");

    for other in &runs[1..] {
        assert_eq!((&other.places, other.totals, &other.contexts), (&record.places, record.totals, &record.contexts));
    }
    let module = record.modules.iter().find(|module| module.path == record.executable).unwrap();
    assert!(
        record.places.iter().all(|place| (module.start..=module.end).contains(&place.address) || place.address == 0)
    );
}

#[test]
fn a_timed_run_counts_entries_and_time_at_the_outermost_entry() {
    let program = build(
        "timed",
        r#"
        extern crate locality_probe as probe;
        fn recurse(depth: u32) {
            let guard = probe::enter(1);
            if depth > 0 { recurse(depth - 1); } else { std::thread::sleep(std::time::Duration::from_millis(20)); }
            probe::leave(guard);
        }
        fn main() {
            recurse(10);
            // In odd order, on another thread, forgotten, by a panic.
            let (a, b) = (probe::enter(2), probe::enter(3));
            drop(a);
            drop(b);
            let moved = probe::enter(4);
            std::thread::spawn(move || probe::leave(moved)).join().unwrap();
            std::mem::forget(probe::enter(5));
            let _ = std::thread::spawn(|| { let _guard = probe::enter(6); panic!("on purpose") }).join();
            for _ in 0..1000 { let _guard = probe::enter(7); }
            let _open = probe::enter(8);
            std::process::exit(3);
        }
        "#,
        &[],
    );
    let done = run(&program, TIME);
    assert_eq!(done.output.status.code(), Some(3));
    let record = one(done);
    assert_eq!(record.mode, Mode::Timed);
    let entries: Vec<_> = record.sites.iter().map(|site| (site.site, site.entries)).collect();
    assert_eq!(sorted(entries), [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1000), (8, 1)]);
    let long = record.sites.iter().find(|site| site.site == 1).unwrap();
    assert!((20_000_000..=record.wall_ns).contains(&long.ns), "{long:?} {}", record.wall_ns);
    assert!(record.guard_ns.timed > 0.0 && record.guard_ns.timed < 100_000.0, "{:?}", record.guard_ns);
    assert_eq!(record.threads, 3);
}

#[test]
fn the_probe_has_no_code_of_std_that_a_program_could_use() {
    let named = support::build_probe("named", "-Csymbol-mangling-version=v0");
    let rlibs = named.join("deps").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let rlibs = rlibs.filter(|path| path.extension().is_some_and(|extension| extension == "rlib"));
    let mut checked = 0;
    for rlib in rlibs {
        let (bytes, name) = (std::fs::read(&rlib).unwrap(), rlib.file_name().unwrap().to_string_lossy().into_owned());
        for symbol in support::exported_functions(&bytes) {
            // An instance of a generic names its arguments, and in the end the crate that has it, or refers to where it was named.
            let own = ["14locality_probe", "4libc"];
            let names = match symbol.rfind("Cs").filter(|_| own.iter().any(|own| symbol.ends_with(own))) {
                Some(end) => &symbol[..end],
                None => symbol.as_str(),
            };
            let is_of_std =
                symbol.starts_with("_R") && ["_4core", "_5alloc", "_3std"].iter().any(|std| names.contains(std));
            let of_ours = own.iter().any(|own| names.contains(own));
            checked += 1;
            assert!(!is_of_std || of_ours, "{name}: {symbol}");
        }
    }
    assert!(checked > 10, "{checked}");
}

#[test]
fn what_the_probe_uses_of_std_is_traced_in_a_program_that_uses_it_too() {
    let program = build(
        "same",
        r#"
        extern crate locality_probe as probe;
        use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, VecDeque};
        use std::hint::black_box;
        const N: u64 = 20_000;
        fn next(state: &mut u64) -> u64 {
            *state ^= *state << 13;
            *state ^= *state >> 7;
            *state ^= *state << 17;
            *state
        }
        macro_rules! each {
            ($($site:expr, $one:ident => $value:expr;)*) => {$({
                let mut state = 88172645463325252_u64;
                let mut values = (0..N).map(|_| { let $one = next(&mut state); $value }).collect::<Vec<_>>();
                let guard = probe::enter($site);
                black_box(&mut values).sort_unstable();
                probe::leave(guard);
                let mut state = 88172645463325252_u64;
                let guard = probe::enter($site + 50);
                let mut pushed = Vec::new();
                for _ in 0..N { let $one = next(&mut state); pushed.push($value); }
                black_box(&pushed);
                probe::leave(guard);
            })*};
        }
        fn main() {
            each! {
                1, one => one as u8; 2, one => one as u16; 3, one => one as u32; 4, one => one; 5, one => u128::from(one);
                6, one => one as i32; 7, one => one as usize; 8, one => (one as u32, one); 9, one => one.to_string();
                10, one => (one, one as u8); 11, one => [one; 2]; 12, one => one as i64;
            }
            let mut state = 88172645463325252_u64;
            let keys = (0..N).map(|_| next(&mut state)).collect::<Vec<_>>();
            {
                let _guard = probe::enter(30);
                black_box(keys.iter().map(|key| (*key, *key)).collect::<HashMap<u64, u64>>());
            }
            {
                let _guard = probe::enter(31);
                black_box(keys.iter().map(|key| (*key, *key)).collect::<BTreeMap<u64, u64>>());
            }
            {
                let _guard = probe::enter(32);
                black_box(keys.iter().map(|key| *key as u32).collect::<BTreeSet<u32>>());
            }
            {
                let _guard = probe::enter(33);
                black_box(keys.iter().copied().collect::<BinaryHeap<u64>>().into_sorted_vec());
            }
            {
                let _guard = probe::enter(34);
                let mut queue = VecDeque::new();
                keys.iter().for_each(|key| queue.push_back(*key));
                black_box(queue);
            }
        }
        "#,
        TRACED,
    );
    let record = one(run(&program, TRACE));
    let accesses = |site: u32| inclusive(&record, site).accesses();
    for sorted in 1..=12 {
        // Each is compared some 14 times, or at least once where it is sorted by counting.
        assert!(accesses(sorted) > 2 * 20_000, "{sorted}: {}", accesses(sorted));
        assert!(accesses(sorted + 50) >= 20_000, "{sorted}: {}", accesses(sorted + 50));
    }
    for container in 30..=34 {
        assert!(accesses(container) > 20_000, "{container}: {}", accesses(container));
    }
    let sorts = [3, 4, 6, 7, 12].map(accesses);
    let (least, most) = (sorts.iter().min().unwrap(), sorts.iter().max().unwrap());
    assert!(*most < 2 * least, "sorts of integers are alike: {sorts:?}");
}

#[test]
fn time_is_the_processors_and_faults_are_counted() {
    let program = build(
        "clock",
        r#"
        extern crate locality_probe as probe;
        use std::hint::black_box;
        fn spin(turns: u64) { for turn in 0..turns { black_box(turn); } }
        fn main() {
            spin(1000);
            {
                let _waits = probe::enter(1);
                std::thread::sleep(std::time::Duration::from_millis(30));
            }
            for _ in 0..2000 {
                // Too short for the system to be asked about each.
                let _brief = probe::enter(2);
                std::thread::sleep(std::time::Duration::from_micros(20));
            }
            {
                let _works = probe::enter(3);
                spin(40_000_000);
            }
            for _ in 0..50 {
                // A page for each 4 KiB of it, which it gives back.
                let _fresh = probe::enter(4);
                black_box(vec![1_u8; 64 << 20 >> 1]);
            }
            let kept = vec![1_u8; 1 << 20];
            for _ in 0..3000 {
                let _used = probe::enter(5);
                black_box(kept.iter().map(|one| u64::from(*one)).sum::<u64>());
            }
        }
        "#,
        &[],
    );
    let record = one(run(&program, TIME));
    let site = |number| *record.sites.iter().find(|site| site.site == number).unwrap();
    let (waits, brief, works, fresh, used) = (site(1), site(2), site(3), site(4), site(5));
    let on = |site: Site| site.cpu_ns.unwrap();
    assert!(waits.ns >= 30_000_000 && on(waits) < 5_000_000, "{waits:?}");
    assert!(brief.ns >= 2000 * 20_000 && on(brief) < brief.ns / 2, "{brief:?}");
    assert!(on(works) > 1_000_000 && on(works) <= works.ns, "{works:?}");
    let all = [waits, brief, works, fresh, used].map(on).iter().sum::<u64>();
    let program = record.cpu_ns.max(record.guarded_ns.unwrap());
    assert!(all <= program, "{all} of {program}: {record:?}");
    let kernel = record.kernel.unwrap();
    // Whole pages of 4 KiB, or huge ones where the system gives such.
    assert!(fresh.faults.unwrap() >= 50 * 16 && kernel.faults >= fresh.faults.unwrap(), "{fresh:?} {kernel:?}");
    assert!(used.faults.unwrap() < 300, "{used:?}");
    assert!(kernel.fault_ns.is_some_and(|ns| (20.0..100_000.0).contains(&ns)), "{kernel:?}");
    assert!(kernel.user_ns + kernel.system_ns > 0, "{kernel:?}");
}

#[test]
fn of_very_short_entries_all_are_counted_and_some_are_timed() {
    let program = build(
        "short",
        r#"
        extern crate locality_probe as probe;
        #[inline(never)]
        fn tiny(depth: u32, at: u64) -> u64 {
            let _guard = probe::enter(2);
            if depth > 0 { tiny(depth - 1, at) } else { std::hint::black_box(at) }
        }
        fn main() {
            let _all = probe::enter(1);
            let mut sum = 0;
            for at in 0..1_000_003 { sum += tiny((at % 3) as u32, at); }
            for _ in 0..50 {
                let _long = probe::enter(3);
                std::thread::sleep(std::time::Duration::from_micros(200));
            }
            // Short ones first: that the others are long is noticed.
            for at in 0..1300 {
                let _guard = probe::enter(4);
                if at >= 1000 { std::thread::sleep(std::time::Duration::from_micros(100)); }
            }
            std::process::exit((sum == 0) as i32);
        }
        "#,
        &[],
    );
    let record = one(run(&program, TIME));
    let site = |number| *record.sites.iter().find(|site| site.site == number).unwrap();
    let (all, tiny, long, mixed) = (site(1), site(2), site(3), site(4));
    assert_eq!((all.entries, all.timed), (1, 1));
    assert_eq!(tiny.entries, 1_000_003);
    assert!((1_000_003 / 20..1_000_003 / 4).contains(&tiny.timed), "{tiny:?}");
    assert!(tiny.ns > 0, "{tiny:?}");
    assert_eq!((long.entries, long.timed), (50, 50));
    assert_eq!(mixed.entries, 1300);
    assert!(mixed.timed > 256 + 200 && mixed.ns > 300 * 100_000, "{mixed:?}");
    assert!(
        record.guard_ns.counted >= 0.0 && record.guard_ns.counted <= record.guard_ns.timed,
        "{:?}",
        record.guard_ns
    );
    let traced = one(support::run(
        &build(
            "short-traced",
            "extern crate locality_probe as probe;\nfn main() { for _ in 0..5000 { let _guard = probe::enter(2); } }",
            TRACED,
        ),
        TRACE,
    ));
    assert_eq!((traced.sites[0].entries, traced.sites[0].timed), (5000, 5000), "each is a context");
}

#[test]
fn counters_are_read_where_there_are_some_and_a_refusal_is_explained() {
    let program = build(
        "counted",
        r#"
        extern crate locality_probe as probe;
        fn main() {
            for _ in 0..3 {
                let _guard = probe::enter(1);
                // Fresh pages, so that there is something to count.
                let mut pages = vec![0_u8; 64 << 20];
                for at in (0..pages.len()).step_by(4096) { pages[at] = 1; }
                std::hint::black_box(&pages);
            }
        }
        "#,
        &[],
    );
    let record = one(run(&program, TIME));
    let counters = record.sites[0].counters;
    if record.hardware.opened.iter().any(|name| name == "page_faults") {
        assert_eq!(counters.counted, Some(3));
        assert!(counters.page_faults > Some(0), "{counters:?}");
    }
    if record.hardware.opened.iter().any(|name| name == "cycles") {
        assert!(record.hardware.never_scheduled || counters.cycles > Some(0), "{counters:?}");
    } else {
        let words = record.hardware.failure.as_ref().unwrap().words();
        assert!(words.contains("the event cycles gives "), "{words}");
        eprintln!("no hardware counters here, their figures are not tested: {words}");
        assert_eq!(counters.cycles, None);
    }
    let off = one(run(&program, &[("LOCALITY_MODE", "timed"), ("LOCALITY_COUNTERS", "off")]));
    assert_eq!(off.sites[0].counters, Default::default());
    assert_eq!((off.hardware.failure, off.hardware.opened.len()), (None, 0));
}

#[test]
fn the_trace_takes_every_kind_of_access_and_every_odd_program() {
    let program = build(
        "kinds",
        r#"
        extern crate locality_probe as probe;
        use std::alloc::{GlobalAlloc, Layout, System};
        use std::collections::{BTreeMap, HashMap, LinkedList};
        use std::sync::atomic::{AtomicU64, Ordering};
        use std::sync::{Arc, Mutex};

        /// A traced allocator of the program's own, that is not reentrant.
        struct Counting;
        static COUNT: AtomicU64 = AtomicU64::new(0);
        thread_local!(static WITHIN: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
        unsafe impl GlobalAlloc for Counting {
            unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
                if WITHIN.replace(true) { std::process::abort(); }
                COUNT.fetch_add(1, Ordering::Relaxed);
                let at = System.alloc(layout);
                WITHIN.set(false);
                at
            }
            unsafe fn dealloc(&self, at: *mut u8, layout: Layout) { System.dealloc(at, layout) }
        }
        #[global_allocator]
        static ALLOCATOR: Counting = Counting;

        thread_local!(static LATE: std::cell::RefCell<Vec<u64>> = const { std::cell::RefCell::new(Vec::new()) });

        #[inline(never)]
        fn work(seed: u64) -> u64 {
            let map: HashMap<u64, u64> = (0..1000).map(|i| (i, i * seed)).collect();
            let tree: BTreeMap<u64, u64> = map.iter().map(|(a, b)| (*a, *b)).collect();
            let list: LinkedList<u64> = tree.values().copied().collect();
            let mut bytes = vec![1_u8; 10_000];
            bytes.copy_within(10..5000, 20);
            let copy = bytes.clone();
            let wide: u128 = std::hint::black_box([3_u128, 4]).iter().sum();
            list.iter().sum::<u64>() + copy.iter().map(|b| *b as u64).sum::<u64>() + wide as u64
        }

        fn main() {
            let shared = Arc::new(Mutex::new(0));
            for round in 0..3 {
                let threads: Vec<_> = (0..4).map(|nth| {
                    let shared = shared.clone();
                    std::thread::spawn(move || {
                        LATE.with(|late| late.borrow_mut().push(nth));
                        let guard = probe::enter(1);
                        let sum = work(nth);
                        let inner = probe::enter(2);
                        *shared.lock().unwrap() += sum;
                        probe::leave(inner);
                        probe::leave(guard);
                    })
                }).collect();
                for thread in threads { thread.join().unwrap(); }
                let _ = round;
            }
            let _ = std::panic::catch_unwind(|| { let _guard = probe::enter(3); panic!("on purpose") });
            println!("{}", shared.lock().unwrap());
        }
        "#,
        TRACED,
    );
    let done = run(&program, TRACE);
    assert!(done.output.status.success(), "{}", String::from_utf8_lossy(&done.output.stderr));
    let record = one(done);
    assert_eq!(record.threads, 13);
    let coverage = record.coverage;
    assert!(coverage.atomic_accesses > 0 && coverage.bulk_bytes >= 14_990 && coverage.bulk_calls > 0, "{coverage:?}");
    assert!(coverage.paired > 10_000, "{coverage:?}");
    let entries: Vec<_> = record.sites.iter().map(|site| (site.site, site.entries)).collect();
    assert_eq!(sorted(entries), [(1, 12), (2, 12), (3, 1)]);
    let chain: Vec<_> = record.contexts.iter().map(|context| (context.parent, context.site)).collect();
    assert!(chain.contains(&(Some(1), Some(2))), "{chain:?}");
    assert!(inclusive(&record, 1).loads > inclusive(&record, 2).loads);
    assert!(inclusive(&record, 2).accesses() > 0);
}

#[test]
fn a_forked_child_writes_a_record_of_its_own() {
    let program = build(
        "fork",
        r#"
        extern crate locality_probe as probe;
        extern "C" {
            fn fork() -> i32;
            fn waitpid(process: i32, status: *mut i32, options: i32) -> i32;
        }
        fn main() {
            for _ in 0..5 { let _guard = probe::enter(1); }
            match unsafe { fork() } {
                0 => { let _guard = probe::enter(2); }
                child => unsafe { waitpid(child, std::ptr::null_mut(), 0); }
            }
        }
        "#,
        TRACED,
    );
    for environment in [TRACE, TIME] {
        let done = run(&program, environment);
        let sites = |record: &Record| record.sites.iter().map(|site| (site.site, site.entries)).collect::<Vec<_>>();
        assert_eq!(sorted(done.records.iter().map(sites).collect()), [[(1, 5)], [(2, 1)]]);
    }
}

#[test]
fn without_a_record_directory_nothing_is_written_and_nothing_said() {
    let program = build("inert", WALKS, TRACED);
    let directory = program.parent().unwrap().join("empty");
    _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).unwrap();
    let output = std::process::Command::new(&program).env("LOCALITY_MODE", "traced").current_dir(&directory).output();
    let output = output.unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 0);
}

#[test]
fn an_l2_that_is_not_there_counts_nothing_and_the_machine_is_written_down() {
    let program = build("walks-m1", WALKS, TRACED);
    let environment = [("LOCALITY_MODE", "traced"), ("LOCALITY_MACHINE", "apple-m1")];
    let record = one(run(&program, &environment));
    assert_eq!(record.machine, locality_probe::machine::Machine::preset("apple-m1"));
    assert_eq!(record.totals.l2_misses, 0);
    assert!(record.totals.l1d_misses > 0);
    assert!(!record.seeds_pinned);
}

#[test]
fn the_list_of_sources_is_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let listed = sources::SOURCES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(sorted(found), sorted::<String>(listed));
    // What the plain manifest asks for is what the package does.
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for line in sources::MANIFEST.lines().filter(|line| line.starts_with("linked")) {
        assert!(manifest.contains(line), "{line}");
    }
}

fn one(done: support::Run) -> Record {
    assert_eq!(done.records.len(), 1, "{}", String::from_utf8_lossy(&done.output.stderr));
    done.records.into_iter().next().unwrap()
}

fn inclusive(record: &Record, site: u32) -> Counts {
    record.places.iter().filter(|place| record.is_within(place.context, site)).map(|place| place.counts).sum()
}

fn close(found: u64, expected: u64, within: u64) {
    assert!(found.abs_diff(expected) <= within, "{found}, expected {expected}");
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort();
    list
}

#[test]
fn allocations_are_counted_where_they_are_made() {
    let program = build(
        "allocations",
        r#"
        extern crate locality_probe as probe;
        fn main() {
            let boxes: Vec<Box<[u64; 8]>> = {
                let _guard = probe::enter(1);
                (0..1000).map(|nth| Box::new([nth; 8])).collect()
            };
            let mut grown = Vec::new();
            {
                let _guard = probe::enter(2);
                for nth in 0..4096_u64 { grown.push(nth); }
            }
            let reserved = {
                let _guard = probe::enter(3);
                let mut reserved = Vec::with_capacity(4096);
                for nth in 0..4096_u64 { reserved.push(nth); }
                reserved
            };
            let zeroed = { let _guard = probe::enter(4); std::hint::black_box(vec![0_u8; 1 << 20]) };
            println!("{}", boxes.len() + grown.len() + reserved.len() + zeroed.len());
        }
        "#,
        TRACED,
    );
    let record = one(run(&program, TRACE));
    let of = |site| *record.contexts.iter().find(|context| context.site == Some(site)).unwrap();
    let boxes = of(1);
    // A thousand boxes of 64 bytes, and the vector of them.
    assert_eq!((boxes.heap.allocations, boxes.heap.bytes), (1001, 64_000 + 8_000));
    // With 16 bytes of the allocator's own each, they need at least 20 pages.
    assert!((18..=30).contains(&boxes.heap_pages), "{boxes:?}");
    let grown = of(2);
    // From four elements by doubling: 32, 64, … 32768 bytes; what was there moves along, where it has to move at all.
    assert_eq!((grown.heap.allocations, grown.heap.reallocations, grown.heap.bytes), (11, 10, 32 * 2047));
    assert!(grown.heap.copied > 0 && grown.heap.copied <= 32 * 1023, "{grown:?}");
    let reserved = of(3);
    assert_eq!((reserved.heap.allocations, reserved.heap.reallocations, reserved.heap.bytes), (1, 0, 32_768));
    let zeroed = of(4);
    assert_eq!((zeroed.heap.allocations, zeroed.heap.bytes), (1, 1 << 20));
    assert!((256..=258).contains(&zeroed.heap_pages), "{zeroed:?}");
}

#[test]
fn allocations_are_counted_once_whoever_serves_them() {
    // One takes all from an arena and asks nobody, one asks the C library twice for each.
    let arena = r#"
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        static mut ARENA: [u128; 1 << 20] = [0; 1 << 20];
        unsafe impl GlobalAlloc for Own {
            unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
                let at = NEXT.fetch_add(layout.size().next_multiple_of(16), Ordering::Relaxed);
                (&raw mut ARENA).cast::<u8>().add(at)
            }
            unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
        }"#;
    let twice = r#"
        unsafe impl GlobalAlloc for Own {
            unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
                System.dealloc(std::hint::black_box(System.alloc(layout)), layout);
                System.alloc(layout)
            }
            unsafe fn dealloc(&self, at: *mut u8, layout: Layout) { System.dealloc(at, layout) }
        }"#;
    for (name, allocator) in [("arena", arena), ("twice", twice)] {
        let text = r#"
        extern crate locality_probe as probe;
        use std::alloc::{GlobalAlloc, Layout, System};
        use std::sync::atomic::{AtomicUsize, Ordering};
        struct Own;
        #[global_allocator]
        static OWN: Own = Own;
        ALLOCATOR
        fn main() {
            let _ = System;
            let boxes: Vec<Box<[u64; 8]>> = { let _site = probe::enter(1); (0..1000).map(|n| Box::new(std::hint::black_box([n; 8]))).collect() };
            std::hint::black_box(&boxes);
            let mut grown: Vec<[u64; 4]> = Vec::new();
            { let _site = probe::enter(2); for n in 0..1000 { grown.push([std::hint::black_box(n); 4]); } }
            let zeroed: Vec<u8> = { let _site = probe::enter(3); std::hint::black_box(vec![0; 1 << 20]) };
            println!("{} {} {}", boxes.len(), grown.len(), zeroed.len());
        }
        "#;
        let program = build(&format!("allocator-{name}"), &text.replace("ALLOCATOR", allocator), TRACED);
        let record = one(run(&program, TRACE));
        let of = |site| record.contexts.iter().find(|context| context.site == Some(site)).unwrap().heap;
        assert_eq!((of(1).allocations, of(1).bytes), (1001, 64_000 + 8_000), "{name}");
        let grown = of(2);
        assert_eq!((grown.allocations, grown.reallocations, grown.bytes), (9, 8, 128 * 511), "{name}");
        assert!(grown.copied > 0 && grown.copied <= 128 * 255, "{name}: {grown:?}");
        assert_eq!((of(3).allocations, of(3).bytes), (1, 1 << 20), "{name}");
    }
}

#[test]
fn a_saved_trace_comes_to_the_same_and_on_another_machine_to_what_that_would_have_counted() {
    use locality_probe::machine::Machine;
    use locality_probe::replay::replay;

    let program = build("saved", WALKS, TRACED);
    let directory = |done: &support::Run, record: &Record| {
        done.directory.join(&record.saved.as_ref().expect("a trace was asked for").file)
    };
    let with = |more: &[(&str, &str)]| run(&program, &[TRACE, more].concat());
    let done = with(&[("LOCALITY_SAVE", "1000000000")]);
    let record = done.records[0].clone();
    let saved = record.saved.clone().unwrap();
    assert!(saved.complete && saved.events > record.totals.accesses() / 2, "{saved:?}");
    // Two words an event would be sixteen bytes.
    assert!(saved.bytes < 4 * saved.events, "{saved:?}");
    let trace = || std::io::BufReader::new(std::fs::File::open(directory(&done, &record)).unwrap());
    let again = replay(&record, trace(), &record.machine.unwrap()).unwrap();
    assert_eq!((again.totals, &again.places, &again.contexts), (record.totals, &record.places, &record.contexts));

    let small = "l1d=16K/4/64,l2=none,llc=1M/16/64,dtlb=16/4";
    let other = with(&[("LOCALITY_MACHINE", small)]).records.remove(0);
    let replayed = replay(&record, trace(), &Machine::parse(small).unwrap()).unwrap();
    // The name of the machine lies on the stack of the other run.
    close(replayed.totals.l1d_misses, other.totals.l1d_misses, 50);
    close(replayed.totals.loads, other.totals.loads, 200);
    assert!(replayed.totals.l1d_misses > record.totals.l1d_misses);

    let cut = with(&[("LOCALITY_SAVE", "100000")]);
    let record = &cut.records[0];
    let saved = record.saved.clone().unwrap();
    assert!(!saved.complete && saved.bytes <= 100_000 && saved.bytes > 90_000, "{saved:?}");
    let part = replay(record, std::fs::File::open(directory(&cut, record)).unwrap(), &Machine::default()).unwrap();
    assert!(part.totals.accesses() > 0 && part.totals.accesses() < record.totals.accesses());
    assert!(replay(record, &b"no trace at all, is it?"[..], &Machine::default()).is_err());
}
