//! How far apart the lines lie that a place has fetched one after the other.

use locality_probe::machine::Machine;
use locality_probe::model::{Distances, Simulation};

use super::{Leaked, in_turns, load};

/// The steps of all places that `addresses` are loaded by, in turn.
fn steps(machine: &Machine, addresses: impl IntoIterator<Item = (u64, u64)>) -> Distances {
    let mut simulation = Simulation::new(machine, || Leaked).unwrap();
    let events = addresses.into_iter().map(|(address, place)| load(address, 8, place)).collect::<Vec<_>>();
    simulation.run(0, &events);
    simulation.finish();
    let mut steps = Distances::default();
    simulation.places(|_, account| steps += account.distances);
    steps
}

#[test]
fn a_walk_in_order_steps_to_the_next_line() {
    let found = steps(&Machine::default(), (0..64 * 1024_u64).map(|nth| (0x10_0000 + 8 * nth, 0)));
    // 8,192 lines on 128 pages: each of the latter is entered by a step from the one before.
    assert_eq!(found.by_size().collect::<Vec<_>>(), [(1, 8191)]);
    assert_eq!((found.count(), found.same_page, found.median()), (8191, 8191 - 127, Some(1)));
}

#[test]
fn nodes_on_pages_of_their_own_are_pages_apart() {
    // Up and down between two regions, 1 MiB and more apart.
    let addresses = (0..1000_u64).map(|nth| (0x1000_0000 + nth % 2 * 0x10_0000 + nth * 0x1000, 0));
    let found = steps(&Machine::default(), addresses);
    // 16,384 lines and 64 more up, 16,384 lines but 64 down.
    assert_eq!(found.by_size().collect::<Vec<_>>(), [(1 << 13, 499), (1 << 14, 500)]);
    assert_eq!((found.on_page(), found.median()), (Some(0.0), Some(1 << 14)));
}

#[test]
fn two_places_in_turns_have_walks_of_their_own() {
    let addresses = (0..1000_u64).flat_map(|nth| [(0x10_0000 + 64 * nth, 0), (0x9000_0000 + 128 * nth, 1)]);
    let found = steps(&Machine::default(), addresses);
    assert_eq!(found.by_size().collect::<Vec<_>>(), [(1, 999), (2, 999)]);
}

#[test]
fn what_is_read_again_from_the_cache_is_no_step() {
    let addresses = (0..10_000_u64).map(|nth| (0x10_0000 + nth % 2 * 0x8000, 0));
    assert_eq!(steps(&Machine::default(), addresses).count(), 1);
    assert_eq!(steps(&Machine::default(), []).median(), None);
}

#[test]
fn threads_do_not_step_from_each_others_lines() {
    let mut simulation = Simulation::new(&Machine::default(), || Leaked).unwrap();
    for (thread, events) in
        in_turns(500, |thread, nth| vec![load(0x10_0000 + ((thread as u64) << 30) + 64 * nth, 8, 0)])
    {
        simulation.run(thread, &events);
    }
    simulation.finish();
    let mut found = Distances::default();
    simulation.places(|_, account| found += account.distances);
    assert_eq!(found.by_size().collect::<Vec<_>>(), [(1, 998)]);
}

#[test]
fn pages_are_those_of_the_machine() {
    let machine = Machine::parse("page=16K").unwrap();
    let found = steps(&machine, (0..100_u64).map(|nth| (0x10_0000 + 0x1000 * nth, 0)));
    assert_eq!((found.count(), found.same_page, found.median()), (99, 75, Some(64)));
}
