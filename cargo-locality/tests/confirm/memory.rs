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
