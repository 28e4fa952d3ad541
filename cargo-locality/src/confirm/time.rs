//! A site's share of the program's time, both being processor time, and how exactly it is known.
use super::attribute::{Measured, Total};
use super::coverage::Sampled;
use super::enough::{by_clock, by_samples};
use crate::report::interval::Interval;

/// How many times its processor time has to pass over a site for it to be said that it waits.
const WAITS: f64 = 1.2;

/// Below this part of a site's time its samples do not stand for it: the optimiser left the other instructions without a line of
/// the site, those of a few lines that are left may all be of one kind.
const STANDS: f64 = 0.7;

/// A share, and where it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share {
    pub(super) share: f64,
    pub(super) within: Interval,
}

/// The share of the site of this number. Where guards cost as much as what they enclose, or there is none, the samples tell it;
/// without any, the model knows the share better, and else there is a bound. They tell it also where it waits for threads
/// that it hands work to, of which its own thread's clock does not know.
pub(super) fn share(
    number: usize,
    measured: &Measured,
    total: &Total,
    samples: &Sampled,
    is_traced: bool,
) -> Option<Share> {
    let of_time = |ns: u64| {
        let share = of_clock(ns, total)?;
        let guards = measured.guards_ns as f64 / total.ns as f64;
        Some(Share { share, within: by_clock(share, total.ns, guards) })
    };
    let all = samples.program.as_ref().map(|seen| seen.samples);
    let sampled = || {
        let share = samples.shares.get(number).copied().flatten()?;
        Some(Share { share, within: by_samples(share, all?) })
    };
    match (measured.ns, measured.at_most_ns) {
        (Some(ns), None) => {
            let own = of_time(ns)?;
            if measured.wall_ns as f64 <= WAITS * ns as f64 {
                return Some(own);
            }
            // Without samples: the share of what passed, if there are other threads at all.
            let works_elsewhere = total.ns as f64 > WAITS * total.guarded_ns as f64;
            let passed = || {
                let share = (measured.wall_ns as f64 / total.wall_ns.max(1) as f64).min(1.0);
                let within = Interval { least: own.within.least, most: by_clock(share, total.ns, 0.0).most };
                (works_elsewhere && all.is_none()).then_some(Share { share, within })
            };
            let handed = sampled().or_else(passed);
            Some(handed.filter(|handed| handed.share > WAITS * own.share).unwrap_or(own))
        }
        (_, at_most) => sampled().or_else(|| at_most.filter(|_| !is_traced).and_then(of_time)),
    }
}

/// Whether the samples that fell into a site stand for it: there are about as many as its guard's clock lets expect.
pub(super) fn is_sampled(number: usize, measured: &Measured, total: &Total, samples: &Sampled) -> bool {
    let clock = measured.ns.filter(|_| measured.at_most_ns.is_none()).and_then(|ns| of_clock(ns, total));
    let sampled = samples.shares.get(number).copied().flatten().unwrap_or(0.0);
    clock.is_none_or(|clock| sampled >= STANDS * clock)
}

fn of_clock(ns: u64, total: &Total) -> Option<f64> {
    (total.ns > 0).then(|| (ns as f64 / total.ns as f64).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_that_the_optimiser_left_a_few_of_do_not_stand_for_a_site() {
        let total = Total { ns: 1000, ..Total::default() };
        let stands = |measured: &Measured, share| {
            is_sampled(0, measured, &total, &Sampled { shares: vec![share], ..Sampled::default() })
        };
        let clocked = Measured { ns: Some(840), ..Measured::default() };
        assert!(stands(&clocked, Some(0.8)));
        assert!(!stands(&clocked, Some(0.1)));
        assert!(!stands(&clocked, None));
        // Nothing else tells its time.
        assert!(stands(&Measured { at_most_ns: Some(900), ..clocked }, Some(0.1)));
        assert!(stands(&Measured::default(), Some(0.1)));
    }
}
