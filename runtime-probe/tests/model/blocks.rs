//! How much of what is allocated is touched, and by whom.

use std::collections::BTreeMap;

use locality_probe::machine::Machine;
use locality_probe::model::{Block, Event, Held, Simulation};

use super::{Leaked, load};

/// What each context touched of blocks, of a program that does this with its threads.
fn held(machine: &Machine, runs: impl IntoIterator<Item = (usize, Vec<Event>)>) -> BTreeMap<u32, Held> {
    let mut simulation = Simulation::new(machine, || Leaked).unwrap();
    for (thread, events) in runs {
        simulation.run(thread, &events);
    }
    simulation.finish();
    let mut all = BTreeMap::new();
    simulation.blocks(|context, held| _ = all.insert(context, *held));
    all
}

fn allocate(address: u64, size: u64) -> Vec<Event> {
    Event::allocated(address, size, 0).to_vec()
}

/// A context reads so many bytes from an address on.
fn scan(context: u32, address: u64, bytes: u64) -> Vec<Event> {
    let loads = (0..bytes / 8).map(|nth| load(address + 8 * nth, 8, 0));
    [Event::context(context)].into_iter().chain(loads).chain([Event::context(0)]).collect()
}

fn in_one_thread(events: impl IntoIterator<Item = Vec<Event>>) -> BTreeMap<u32, Held> {
    held(&Machine::default(), [(0, events.into_iter().flatten().collect())])
}

fn one(address: u64, bytes: u64, used: u64) -> Held {
    Held { blocks: 1, bytes, used, largest: Block { address, bytes, used, ..Block::default() } }
}

const AT: u64 = 0x10_0010;

#[test]
fn a_scan_of_the_first_part_uses_that_of_the_block() {
    let found = in_one_thread([allocate(AT, 65_536), scan(1, AT, 4096), vec![Event::freed(AT)]]);
    // 4,096 bytes from the middle of a line on lie in 65 lines.
    assert_eq!(found, BTreeMap::from([(1, one(AT, 65_536, 65 * 64))]));
    // What is never given back counts as well.
    assert_eq!(
        in_one_thread([allocate(AT, 65_536), scan(1, AT, 65_536)]),
        BTreeMap::from([(1, one(AT, 65_536, 65_536))])
    );
}

#[test]
fn contexts_have_their_own_parts_and_small_blocks_none() {
    let events = [
        allocate(AT, 8192),
        allocate(0x20_0000, 4095),
        scan(1, AT, 64),
        scan(2, AT + 4096, 1024),
        scan(2, AT, 64),
        scan(3, 0x20_0000, 4000),
    ];
    assert_eq!(in_one_thread(events), BTreeMap::from([(1, one(AT, 8192, 128)), (2, one(AT, 8192, 128 + 17 * 64))]));
}

#[test]
fn what_was_touched_before_a_block_came_to_lie_there_is_no_use_of_it() {
    let events = [
        allocate(AT, 4096),
        scan(1, AT, 4096),
        vec![Event::freed(AT)],
        allocate(AT, 1 << 20),
        scan(2, AT, 1024),
        vec![Event::freed(AT)],
    ];
    assert_eq!(in_one_thread(events), BTreeMap::from([(1, one(AT, 4096, 4096)), (2, one(AT, 1 << 20, 17 * 64))]));
}

#[test]
fn a_block_that_grows_is_one_where_it_stays_and_another_where_it_moves() {
    let grow = |from, to, size| [vec![Event::replaced(from)], allocate(to, size)].concat();
    let stays = [allocate(AT, 4096), scan(1, AT, 4096), grow(AT, AT, 8192), scan(1, AT, 4096)];
    assert_eq!(in_one_thread(stays), BTreeMap::from([(1, one(AT, 8192, 65 * 64))]));
    let there = 0x40_0000;
    let moves = [allocate(AT, 4096), scan(1, AT, 4096), grow(AT, there, 8192), scan(1, there, 4096)];
    let both = Held {
        blocks: 2,
        bytes: 4096 + 8192,
        used: 8192,
        largest: Block { address: there, bytes: 8192, used: 4096, ..Block::default() },
    };
    assert_eq!(in_one_thread(moves), BTreeMap::from([(1, both)]));
}

#[test]
fn what_one_thread_allocates_others_touch() {
    let half = 32_768;
    let runs = [
        (0, allocate(AT, 2 * half)),
        (1, scan(1, AT, half)),
        (2, scan(2, AT + half, 512)),
        (0, vec![Event::freed(AT)]),
    ];
    let found = held(&Machine::default(), runs);
    assert_eq!(found, BTreeMap::from([(1, one(AT, 2 * half, half + 64)), (2, one(AT, 2 * half, 9 * 64))]));
    let mut joined = found[&1];
    joined.join(&found[&2]);
    assert_eq!(joined.largest, Block { address: AT, bytes: 2 * half, used: half + 10 * 64, ..Block::default() });
}

#[test]
fn a_thread_gives_back_what_another_allocated() {
    let runs = [
        (0, allocate(AT, 65_536)),
        (1, [scan(1, AT, 64), vec![Event::freed(AT)], allocate(AT, 1 << 20)].concat()),
        (0, scan(2, AT + 65_536, 128)),
    ];
    let found = held(&Machine::default(), runs);
    assert_eq!(found, BTreeMap::from([(1, one(AT, 65_536, 128)), (2, one(AT, 1 << 20, 192))]));
}

#[test]
fn a_block_of_which_little_is_touched_is_as_large_as_it_likes() {
    let size = 1 << 34;
    let found = in_one_thread([allocate(AT, size), scan(1, AT, 4096), vec![Event::freed(AT)]]);
    assert_eq!(found[&1].used, 65 * 64);
}

#[test]
fn lines_of_any_length_are_whole() {
    for machine in ["l1d=48K/12/32,l2=1M/8/32,llc=8M/8/32", "l1d=128K/8/128,l2=1M/8/128,llc=8M/8/128,page=16K"] {
        let machine = Machine::parse(machine).unwrap();
        let events = [allocate(0x10_0000, 65_536), scan(1, 0x10_0000, 4096)].concat();
        assert_eq!(held(&machine, [(0, events)]), BTreeMap::from([(1, one(0x10_0000, 65_536, 4096))]));
    }
}

#[test]
fn blocks_are_found_again_however_many_come_and_go() {
    // Given back in another order than they came, with the table's slots taken and free all over.
    let blocks = (0..20_000_u64).map(|nth| 0x100_0000 + nth * 4096).collect::<Vec<_>>();
    let mut events = blocks.iter().flat_map(|at| allocate(*at, 4096)).collect::<Vec<_>>();
    events.extend(blocks.iter().flat_map(|at| scan(1, *at, 8)));
    events.extend(blocks.iter().step_by(3).chain(blocks.iter().skip(1).step_by(3)).map(|at| Event::freed(*at)));
    let found = in_one_thread([events])[&1];
    assert_eq!((found.blocks, found.bytes, found.used), (20_000, 20_000 * 4096, 20_000 * 64));
}
