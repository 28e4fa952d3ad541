//! Who called: samples of accesses, by chain.

use std::collections::BTreeMap;

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::model::{Distances, Event, Simulation};
use proptest::prelude::*;

use super::{Leaked, MACHINES, load};

/// The figures by place, and samples and misses by place and chain.
type Found = (BTreeMap<u64, (Counts, Distances)>, BTreeMap<(u64, u32), (u64, u64)>);

fn run(machine: &Machine, events: &[Event]) -> Found {
    let mut simulation = Simulation::new(machine, || Leaked).unwrap();
    // In pieces, for a sample and its access may come apart.
    events.chunks(7).for_each(|some| simulation.run(0, some));
    simulation.finish();
    let mut found = Found::default();
    simulation.places(|key, one| {
        let (counts, distances) = found.0.entry(key.place.address()).or_default();
        *counts += one.counts;
        *distances += one.distances;
    });
    simulation.sampled(|one| {
        let sums = found.1.entry((one.key.place.address(), one.chain)).or_default();
        *sums = (sums.0 + one.samples, sums.1 + one.misses);
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_sample_changes_no_figure_and_tells_whether_the_access_missed(
        machine in prop::sample::select(MACHINES),
        accesses in prop::collection::vec((0_u64..1 << 12, 0_u64..3, 0_u32..6), 1..1500),
    ) {
        let machine = Machine::parse(machine).unwrap();
        // Of eight bytes, each within a line.
        let address = |at: u64| 0x5555_5555_4000 + at * 8;
        let access = |(at, place, _): (u64, u64, u32)| load(address(at), 8, place);
        let sample = |(at, place, chain): (u64, u64, u32)| {
            (chain != 0).then(|| Event::called(address(at), false, place + 1, chain))
        };
        let plain = accesses.iter().copied().map(access).collect::<Vec<_>>();
        let sampled = accesses.iter().flat_map(|one| sample(*one).into_iter().chain([access(*one)])).collect::<Vec<_>>();
        let all = accesses.iter().flat_map(|one| [sample((one.0, one.1, 9)).unwrap(), access(*one)]).collect::<Vec<_>>();

        let (figures, nothing) = run(&machine, &plain);
        prop_assert!(nothing.is_empty());
        let (same, called) = run(&machine, &sampled);
        prop_assert_eq!(&same, &figures);
        let samples = called.values().map(|(samples, _)| samples).sum::<u64>();
        prop_assert_eq!(samples, accesses.iter().filter(|one| one.2 != 0).count() as u64);
        // Where each access is sampled, each miss is.
        let (same, called) = run(&machine, &all);
        prop_assert_eq!(&same, &figures);
        for (place, (counts, _)) in &figures {
            let (samples, misses) = called.get(&(*place, 9)).copied().unwrap_or_default();
            prop_assert_eq!((samples, misses), (counts.accesses(), counts.l1d_misses));
        }
    }
}
