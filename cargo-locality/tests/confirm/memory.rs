//! What is told of memory itself.
use cargo_locality::confirm::Workload;
use cargo_locality::report::Confirmation;
use cargo_locality::report::evidence::Evidence;

use super::Fixture;

/// The sites of a program of one file, by the names of their marks.
fn confirmed(name: &str, text: &str) -> (Fixture, Confirmation) {
    let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    let fixture = Fixture::new(&[("Cargo.toml", &manifest), ("src/main.rs", text)]);
    let workload = Workload { bins: vec![name.to_owned()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |_| {}).expect("it runs");
    (fixture, outcome)
}

fn site<'o>((fixture, outcome): &'o (Fixture, Confirmation), name: &str) -> &'o Evidence {
    fixture.evidence(outcome, name)
}

/// A vector that was asked for 64 times what it holds, a queue, and one that is full.
const CAPACITY: &str = r#"
use std::collections::VecDeque;
use std::hint::black_box;

fn main() {
    let mut few = Vec::with_capacity(1 << 20);
    few.extend(0..1_u64 << 14);
    let mut queue = VecDeque::with_capacity(1 << 15);
    queue.extend(0..1_u64 << 14);
    let full = (0..1_u64 << 16).collect::<Vec<_>>();
    let mut sum = 0;
    for _ in 0..10 {
        /*S few*/for one in black_box(&few) { sum += one; }/*E*/
        /*S queue*/for one in black_box(&queue) { sum += one; }/*E*/
        /*S full*/for one in black_box(&full) { sum += one; }/*E*/
    }
    println!("{sum}");
}
"#;

pub(super) fn the_capacity_is_told_beside_what_is_used_of_it() {
    let run = confirmed("capacity", CAPACITY);
    let largest = |name| site(&run, name).blocks.expect("it walks a block").largest;
    let few = largest("few");
    assert_eq!(few.bytes, 8 << 20);
    assert!((1 << 17..(1 << 17) + 128).contains(&few.used_at_most), "{few:?}");
    let queue = largest("queue");
    assert_eq!(queue.bytes, 8 << 15);
    assert!((1 << 17..(1 << 17) + 128).contains(&queue.used_at_most), "{queue:?}");
    let full = largest("full");
    assert_eq!((full.bytes, full.used_at_most), (8 << 16, 8 << 16));
}

/// A program that has an allocator of its own, which asks nobody.
const ARENA: &str = r#"
use std::alloc::{GlobalAlloc, Layout};
use std::sync::atomic::{AtomicUsize, Ordering};

struct Arena;
static NEXT: AtomicUsize = AtomicUsize::new(0);
static mut ROOM: [u128; 1 << 20] = [0; 1 << 20];

unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let at = NEXT.fetch_add(layout.size().next_multiple_of(16), Ordering::Relaxed);
        (&raw mut ROOM).cast::<u8>().add(at)
    }
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ARENA: Arena = Arena;

fn main() {
    let mut boxes = Vec::with_capacity(5000);
    /*S boxes*/for nth in 0..5000_u64 {
        boxes.push(Box::new(std::hint::black_box([nth; 8])));
    }/*E*/
    let sum = std::hint::black_box(boxes).iter().map(|one| one[3]).sum::<u64>();
    assert_eq!(sum, 5000 * 4999 / 2);
}
"#;

pub(super) fn allocations_of_the_programs_own_allocator_are_counted() {
    let run = confirmed("arena", ARENA);
    let made = site(&run, "boxes").allocations.expect("there are some");
    assert_eq!((made.count, made.bytes, made.reallocations), (5000, 5000 * 64, 0));
    // One behind the other, without anything between them.
    assert!((79..=80).contains(&made.pages_spanned), "{made:?}");
}

/// A vector and a map that are filled, emptied, and given back, and something short and frequent.
const CLEARED: &str = r#"
use std::collections::HashMap;
use std::hint::black_box;

fn main() {
    let mut numbers = Vec::new();
    let mut map = HashMap::new();
    let mut sum = 0;
    for round in 0..2 {
        /*S fill*/for number in 0..4_u64 << 20 { numbers.push(black_box(number + round)); }/*E*/
        sum += numbers.len();
        /*S clear*/black_box(&mut numbers).clear();/*E*/
    }
    /*S shrink*/numbers.shrink_to_fit();/*E*/
    for key in 0..1_u64 << 20 { map.insert(key, key); }
    sum += map.len();
    /*S clear map*/black_box(&mut map).clear();/*E*/
    /*S drop map*/drop(black_box(map));/*E*/
    for number in 0..10_000_u64 {
        /*S short*/if black_box(number) % 3 == 0 { sum += 1; }/*E*/
    }
    println!("{sum}");
}
"#;

pub(super) fn resident_memory_is_told_around_a_site() {
    let run = confirmed("cleared", CLEARED);
    let resident = |name| site(&run, name).resident.expect("the system tells");
    // 4 Mi numbers of 8 bytes, and what the map of 1 Mi pairs has: 2 Mi buckets of 16 bytes, half of which were written.
    let (numbers, map) = (32 << 20, 16 << 20);
    let little = 1 << 20;
    let fill = resident("fill");
    assert_eq!(fill.asked, 2);
    assert!((numbers - little..2 * numbers).contains(&fill.rose_at_most), "{fill:?}");
    assert!(fill.last.after.abs_diff(fill.last.before) < little, "the last finds room: {fill:?}");
    assert!(fill.before.least + numbers - little < fill.after.least, "{fill:?}");

    let clear = resident("clear");
    assert_eq!(clear.asked, 2);
    assert!(clear.fell_at_most < little && clear.last.after > numbers, "{clear:?}");
    let shrink = resident("shrink");
    assert_eq!(shrink.asked, 1);
    assert!((numbers - little..numbers + little).contains(&shrink.fell_at_most), "{shrink:?}");

    let clear = resident("clear map");
    assert!(clear.fell_at_most < little && clear.last.after > map, "{clear:?}");
    let drop = resident("drop map");
    assert!(drop.fell_at_most > map - little, "{drop:?}");
    assert!(drop.peak.expect("of the process") >= fill.after.most - little, "{drop:?}");
    assert!(drop.at_end.expect("of the process") < numbers, "{drop:?}");

    let short = resident("short");
    assert!((1..100).contains(&short.asked), "{short:?}");

    // Page faults are the operating system's to count, where it lets programs ask; the rest is told where there is a PMU.
    let fill = site(&run, "fill");
    let hardware = fill.hardware.unwrap_or_default();
    assert!(hardware.page_faults.is_none_or(|faults| faults >= 16), "32 MiB, be it in huge pages: {fill:#?}");
    let agreement = fill.agreement;
    assert!(agreement.l1d_misses.is_none() || hardware.l1d_misses.is_some(), "{fill:#?}");
    assert!(agreement.page_walks.is_none() || hardware.page_walks.is_some(), "{fill:#?}");
}

/// Two blocks that are walked at random: for one the system is asked for huge pages, for the other to have none.
const HUGE: &str = r#"
use std::alloc::{alloc, dealloc, Layout};
use std::ffi::{c_int, c_void};
use std::hint::black_box;

extern "C" {
    fn madvise(start: *mut c_void, length: usize, advice: c_int) -> c_int;
}

const BYTES: usize = 32 << 20;

fn walk(numbers: &[u64]) -> u64 {
    let (mut at, mut sum) = (1_usize, 0_u64);
    for _ in 0..2_000_000 {
        at = at.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        sum = sum.wrapping_add(numbers[(at >> 33) % numbers.len()]);
    }
    sum
}

fn main() {
    let layout = Layout::from_size_align(BYTES, 2 << 20).unwrap();
    let make = |advice| unsafe {
        let start = alloc(layout);
        assert_eq!(madvise(start.cast(), BYTES, advice), 0);
        std::slice::from_raw_parts_mut(start.cast::<u64>(), BYTES / 8)
    };
    let (huge, small) = (make(14), make(15));
    huge.fill(1);
    small.fill(1);
    /*S huge*/black_box(walk(black_box(huge)));/*E*/
    /*S small*/black_box(walk(black_box(small)));/*E*/
    unsafe { dealloc(huge.as_mut_ptr().cast(), layout) };
    // The other one is still there when the process ends.
    let grown = black_box((0..3_u64 << 18).collect::<Vec<_>>());
    /*S grown*/black_box(grown.iter().sum::<u64>());/*E*/
}
"#;

pub(super) fn it_is_told_which_data_lie_on_huge_pages() {
    let run = confirmed("huge", HUGE);
    let pages = |name| {
        let largest = site(&run, name).blocks.expect("it walks a block").largest;
        (largest.bytes, largest.pages.expect("the system tells"))
    };
    let (bytes, small) = pages("small");
    assert_eq!((bytes, small.resident, small.huge), (32 << 20, 32 << 20, 0));
    let why = run.0.why(site(&run, "small"));
    assert!(why.contains("its 32 MiB are on small pages: huge pages would avoid the page walks"), "{why}");
    let (bytes, grown) = pages("grown");
    assert!(bytes == 6 << 20 && (bytes - 8192..=bytes).contains(&grown.resident), "{grown:?}");

    let enabled = std::fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled").unwrap_or_default();
    if !enabled.contains("[madvise]") && !enabled.contains("[always]") {
        eprintln!("skipped: this system gives nobody huge pages ({})", enabled.trim());
        return;
    }
    let (bytes, huge) = pages("huge");
    assert_eq!((bytes, huge.resident), (32 << 20, 32 << 20));
    if huge.huge < 8 << 20 {
        eprintln!("skipped: this system has no memory in one piece ({huge:?})");
        return;
    }
    let why = run.0.why(site(&run, "huge"));
    assert!(why.contains("of its 32 MiB are on huge pages"), "{why}");
}
