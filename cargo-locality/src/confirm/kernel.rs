//! What of the time passes in the kernel, and what of that are page faults: of the program and of its sites.
use locality_probe::record;
use rustc_hash::FxHashSet;

use super::attribute::Measured;
use super::sampling::{SAMPLE_NS, Samples};
use crate::report::coverage::{Kernel, Of, Seen};
use crate::report::interval::Interval;

/// A program that runs for less time, in nanoseconds, is not told a share of it by the kernel's own account: many kernels look
/// every 4 ms where time passes.
const LONG: u64 = 100_000_000;
/// So often do they look, in nanoseconds.
const LOOK: u64 = 4_000_000;
/// How far the time in the kernel may be off, as a part of it: so much do runs of one program differ in what a page fault costs,
/// with what memory the kernel has at hand.
const DIFFERS: f64 = 0.25;
/// From fewer samples in page faults nothing is drawn.
const FEWEST: usize = 30;

/// What of a site's time passes in the kernel, as a verdict needs it. All zeros: nothing, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct InKernel {
    /// The share of the time.
    pub(super) share: f64,
    /// The share of the time that page faults take.
    pub(super) faults: f64,
}

impl InKernel {
    /// Of a site with these figures.
    pub(super) fn of(kernel: Option<&Kernel>) -> Self {
        let Some(kernel) = kernel else { return Self::default() };
        let faults = kernel.faults_share.unwrap_or(0.0);
        Self { share: kernel.share.unwrap_or(0.0).max(faults), faults }
    }

    /// Where the share lies.
    pub(super) fn within(self) -> Interval {
        let off = |factor: f64| self.share * factor / (self.share * factor + 1.0 - self.share);
        Interval::within(off(1.0 - DIFFERS), off(1.0 + DIFFERS))
    }
}

/// Of the whole program: by samples, else by the kernel's own account.
pub(super) fn of_program(
    kernel: Option<&record::Kernel>,
    program_ns: u64,
    samples: &Samples,
    seen: Option<&Seen>,
) -> Option<Kernel> {
    let kernel = kernel?;
    let sampled = seen.filter(|_| samples.kernel.is_some()).map(Seen::in_kernel);
    let all = kernel.user_ns + kernel.system_ns;
    let accounted = || (all >= LONG).then(|| kernel.system_ns as f64 / all as f64);
    // What a fault costs is known by the rough where nothing was sampled: all of them do not take more than the kernel.
    let most = if all > LOOK { (kernel.system_ns + LOOK) as f64 / all as f64 } else { 1.0 };
    let of_program = told(sampled.or_else(accounted), kernel.faults, fault_ns(Some(kernel), samples), program_ns);
    Some(Kernel { faults_share: of_program.faults_share.map(|share| share.min(most)), ..of_program })
}

/// Of a site, by samples of its own and by its guard.
pub(super) fn of_site(
    measured: &Measured,
    kernel: Option<&record::Kernel>,
    samples: &Samples,
    seen: Option<&Seen>,
) -> Option<Kernel> {
    let is_its_own = |seen: &&Seen| seen.of == Of::Site && samples.kernel.is_some();
    let share = seen.filter(is_its_own).map(Seen::in_kernel);
    let fault_ns = fault_ns(kernel, samples);
    Some(told(share, measured.faults?, fault_ns, measured.ns.unwrap_or(0)))
}

/// The share of so many faults is never more than that of the kernel, where that is known.
fn told(share: Option<f64>, faults: u64, fault_ns: Option<f64>, ns: u64) -> Kernel {
    let of_time = fault_ns.filter(|_| ns > 0).map(|each| faults as f64 * each / ns as f64);
    Kernel { share, faults, faults_share: of_time.map(|of_time| of_time.min(share.unwrap_or(1.0)).min(1.0)) }
}

/// Faults of the whole program for each one that was sampled.
pub(super) fn faults_a_sample(kernel: Option<&record::Kernel>, samples: &Samples) -> f64 {
    let sampled = samples.faults.values().map(Vec::len).sum::<usize>();
    kernel.filter(|_| sampled > 0).map_or(0.0, |kernel| kernel.faults as f64 / sampled as f64)
}

/// What a page fault of the program costs, in nanoseconds: the time that passed in the kernel at the instructions that had one; from
/// those that ask the kernel for something it goes on behind them. Where too little of that was seen, what a fault costs that
/// the probe makes.
pub(super) fn fault_ns(kernel: Option<&record::Kernel>, samples: &Samples) -> Option<f64> {
    let kernel = kernel?;
    let at = |key: &(u32, Box<[u64]>)| Some((key.0, *key.1.first()?));
    let faulting = samples.faults.keys().filter_map(at).collect::<FxHashSet<_>>();
    let met = samples.kernel.iter().flatten().filter(|(key, _)| at(key).is_some_and(|at| faulting.contains(&at)));
    let met = met.map(|(_, times)| times.len()).sum::<usize>();
    let seen = (met >= FEWEST).then(|| met as f64 * SAMPLE_NS / kernel.faults.max(1) as f64);
    seen.or(kernel.fault_ns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_faults_is_what_they_cost_and_at_most_what_the_kernel_has() {
        let shares = |share, faults| told(share, faults, Some(1000.0), 1_000_000).faults_share;
        assert_eq!(shares(None, 250), Some(0.25));
        assert_eq!(shares(Some(0.2), 250), Some(0.2));
        assert_eq!(shares(None, 5000), Some(1.0));
        assert_eq!(told(None, 5, None, 1_000_000).faults_share, None);
    }

    #[test]
    fn what_faults_take_the_kernel_takes() {
        let of = |share, faults_share| InKernel::of(Some(&Kernel { share, faults: 1000, faults_share }));
        assert_eq!(of(Some(0.8), Some(0.6)), InKernel { share: 0.8, faults: 0.6 });
        assert_eq!(of(None, Some(0.6)), InKernel { share: 0.6, faults: 0.6 });
        assert_eq!(InKernel::of(None), InKernel::default());
    }
}
