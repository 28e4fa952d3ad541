//! Which data an access is to.

use std::collections::BTreeMap;

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::model::{Event, Group, Link, Simulation};
use proptest::prelude::*;

use super::{Leaked, load};

/// Groups by number, and what each missed, by place.
struct Found {
    groups: BTreeMap<u32, Group>,
    touched: BTreeMap<(u64, u32), Counts>,
    links: Vec<Link>,
}

impl Found {
    fn of(runs: impl IntoIterator<Item = (usize, Vec<Event>)>) -> Self {
        let mut simulation = Simulation::new(&Machine::default(), || Leaked).unwrap();
        for (thread, events) in runs {
            simulation.run(thread, &events);
        }
        simulation.finish();
        let (mut groups, mut touched) = (BTreeMap::new(), BTreeMap::<_, Counts>::new());
        simulation.groups(|number, group| _ = groups.insert(number, *group));
        simulation.touched(|key, group, counts| *touched.entry((key.place.address(), group)).or_default() += *counts);
        let mut links = Vec::new();
        simulation.links(|link| links.push(*link));
        Self { groups, touched, links }
    }

    /// What one thread does.
    fn of_one(events: impl IntoIterator<Item = Vec<Event>>) -> Self {
        Self::of([(0, events.into_iter().flatten().collect())])
    }

    /// The groups that a place missed in.
    fn at(&self, place: u64) -> Vec<u32> {
        self.touched.keys().filter(|(of, _)| *of == place).map(|(_, group)| *group).collect()
    }
}

fn allocate(address: u64, size: u64, place: u64) -> Vec<Event> {
    Event::allocated(address, size, place).to_vec()
}

fn read(address: u64, bytes: u64, place: u64) -> Vec<Event> {
    (0..bytes / 8).map(|nth| load(address + 8 * nth, 8, place - 1)).collect()
}

/// Blocks that follow each other.
fn rows(first: u64, count: u64, place: u64) -> Vec<Vec<Event>> {
    (0..count).map(|nth| allocate(first + 4096 * nth, 4000, place)).collect()
}

const A: u64 = 0x10_0010;
const B: u64 = 0x40_0010;

#[test]
fn large_blocks_are_told_apart_and_the_stack_from_both() {
    let size = 100_000;
    let found = Found::of_one([
        allocate(A, size, 7),
        allocate(B, size, 7),
        read(A, size, 100),
        read(B, size, 101),
        read(0x7fff_0000_0000, 640, 102),
    ]);
    let [a, b, stack] = [100, 101, 102].map(|place| found.at(place));
    assert_eq!([a.len(), b.len(), stack.len()], [1, 1, 1]);
    assert!(a != b && b != stack && stack != a);
    let group = found.groups[&a[0]];
    assert_eq!((group.size, group.place, group.blocks, group.most, group.is_rest), (size, 7, 1, 1, false));
    assert_eq!(found.groups[&stack[0]].size, 0);
}

#[test]
fn the_rows_of_a_matrix_are_one_and_those_of_another_are_others() {
    let mut events = vec![allocate(0x8_0010, 4800, 3)];
    events.extend(rows(A, 200, 7));
    events.push(allocate(0x9_0010, 4800, 3));
    events.extend(rows(B, 200, 7));
    events.extend((0..200).map(|row| read(A + 4096 * row, 64, 100)));
    events.extend((0..200).map(|row| read(B + 4096 * row, 64, 101)));
    let found = Found::of_one(events);
    let (a, b) = (found.at(100), found.at(101));
    assert_eq!((a.len(), b.len()), (1, 1));
    assert_ne!(a, b);
    assert_eq!(found.groups[&a[0]].most, 200);
}

#[test]
fn what_is_made_again_and_again_stays_what_it_was() {
    let round = || {
        [
            allocate(A, 100_000, 7),
            allocate(B, 100_000, 7),
            read(A, 100_000, 100),
            read(B, 100_000, 101),
            vec![Event::freed(A), Event::freed(B)],
        ]
    };
    let found = Found::of_one((0..500).flat_map(|_| round()));
    let (a, b) = (found.at(100), found.at(101));
    assert_eq!((a.len(), b.len()), (1, 1));
    assert_ne!(a, b);
    assert_eq!(found.groups[&a[0]].blocks, 500);
}

#[test]
fn beyond_what_is_told_apart_all_of_a_kind_are_one() {
    let events = (0..1000).flat_map(|nth| {
        let (list, text) = (A + 4096 * nth, A + 4096 * nth + 64);
        [allocate(list, 40, 7), allocate(text, 600, 8), read(list, 32, 100), read(text, 64, 101)]
    });
    let found = Found::of_one(events);
    let (nodes, texts) = (found.at(100), found.at(101));
    assert!(nodes.len() < 20 && texts.len() < 20, "{nodes:?} {texts:?}");
    assert!(nodes.iter().all(|node| !texts.contains(node)));
    let rest = nodes.iter().filter(|node| found.groups[node].is_rest).count();
    assert_eq!(rest, 1);
}

#[test]
fn a_block_that_moves_is_one_of_its_new_size() {
    let found =
        Found::of_one([allocate(A, 40_000, 7), vec![Event::replaced(A)], allocate(B, 80_000, 7), read(B, 80_000, 100)]);
    let of = found.at(100);
    assert_eq!(of.len(), 1);
    assert_eq!((found.groups[&of[0]].size, found.groups[&of[0]].most), (80_000, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever is told apart, together it is what the places have.
    #[test]
    fn the_groups_of_a_place_add_up_to_it(
        steps in prop::collection::vec((0_usize..2, 0_u64..40, 1_u64..60_000, 0_u8..4, 0_u64..6), 1..150),
    ) {
        let mut simulation = Simulation::new(&Machine::default(), || Leaked).unwrap();
        for (thread, slot, size, what, place) in steps {
            let address = 0x10_0010 + slot * 0x1_0000;
            let events = match what {
                0 => allocate(address, size, place),
                1 => vec![Event::freed(address)],
                2 => Event::bulk(address, size, place % 2 == 0, 900 + place).to_vec(),
                _ => read(address + size % 4096, size % 8192, 700 + place),
            };
            simulation.run(thread, &events);
        }
        simulation.finish();
        let (mut places, mut touched) = (BTreeMap::<_, Counts>::new(), BTreeMap::<_, Counts>::new());
        let key = |key: locality_probe::model::Key| (key.context, key.place.address(), key.place.is_store());
        simulation.places(|of, account| *places.entry(key(of)).or_default() += account.counts);
        simulation.touched(|of, _, counts| *touched.entry(key(of)).or_default() += *counts);
        for (place, mut counts) in places {
            (counts.loads, counts.stores) = (0, 0);
            prop_assert_eq!(touched.get(&place).copied().unwrap_or_default(), counts);
        }
    }
}

#[test]
fn blocks_point_to_blocks_also_when_these_are_gone_and_to_nothing_else() {
    let (table, text) = (0x50_0010, 0x60_0010);
    let found = Found::of_one([
        allocate(table, 4800, 3),
        allocate(text, 200, 5),
        allocate(text + 256, 200, 5),
        read(0x7fff_0000_0000, 64, 102),
        vec![Event::freed(text), Event::freed(text + 256)],
        vec![
            Event::points(table, text),
            Event::points(table, text + 256 + 64),
            Event::points(table, table + 8),
            // The stack, and what never was anything.
            Event::points(table, 0x7fff_0000_0000),
            Event::points(table, 0x900_0000),
            Event::freed(table),
        ],
        read(table, 8, 100),
        read(text, 8, 101),
    ]);
    let [from, to] = [100, 101].map(|place| found.at(place)[0]);
    assert_eq!(found.links, [Link { from, to, count: 2 }, Link { from, to: from, count: 1 }]);
}

#[test]
fn what_is_allocated_at_the_end_is_looked_at() {
    let mut simulation = Simulation::new(&Machine::default(), || Leaked).unwrap();
    simulation.run(0, &[allocate(A, 4800, 3), allocate(B, 200, 5), allocate(A + 8192, 64, 9)].concat());
    simulation.run(0, &[Event::freed(A + 8192)]);
    let mut looked = Vec::new();
    simulation.look_at_live(1, |address, size, tell| {
        looked.push((address, size));
        if address == A {
            tell(B);
        }
    });
    looked.sort_unstable();
    assert_eq!(looked, [(A, 4800), (B, 200)]);
    let mut links = Vec::new();
    simulation.links(|link| links.push(*link));
    assert_eq!(links.len(), 1);
}
