//! What is told of memory itself.
use cargo_locality::confirm::outcome::SiteOutcome;
use cargo_locality::confirm::{Outcome, Workload};

use super::Fixture;

/// The sites of a program of one file, by the names of their marks.
fn confirmed(name: &str, text: &str) -> (Fixture, Outcome) {
    let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    let fixture = Fixture::new(&[("Cargo.toml", &manifest), ("src/main.rs", text)]);
    let workload = Workload { bins: vec![name.to_owned()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |_| {}).expect("it runs");
    (fixture, outcome)
}

fn site<'o>((fixture, outcome): &'o (Fixture, Outcome), name: &str) -> &'o SiteOutcome {
    &outcome.sites[fixture.names.iter().position(|known| known == name).expect("marked")]
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
    let faults = fill.hardware.iter().find(|(name, _)| *name == "page_faults");
    assert!(faults.is_none_or(|(_, faults)| *faults >= 16), "32 MiB, be it in huge pages: {fill:#?}");
    let is_counted = |name: &str| fill.hardware.iter().any(|(counted, _)| *counted == name);
    assert!(fill.agreement.iter().all(|(name, _)| is_counted(name)), "{fill:#?}");
}
