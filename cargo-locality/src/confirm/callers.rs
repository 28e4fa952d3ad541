//! Who called: lines of the workspace that led to an access, by what was inlined into what, and by samples where it was called.
use std::sync::Arc;

use camino::Utf8PathBuf;
use locality_probe::counts::Counts;
use locality_probe::record::Record;
use rustc_hash::FxHashMap;

use super::ownership::Owners;
use super::symbols::{Frame, Symbols};

/// A line of the workspace that called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Caller {
    pub(super) file: Utf8PathBuf,
    pub(super) line: u32,
    pub(super) column: u32,
    /// The function that the line is in.
    pub(super) function: Arc<str>,
}

impl Caller {
    fn of(frame: &Frame) -> Self {
        Self {
            file: frame.file.clone(),
            line: frame.line,
            column: frame.column,
            function: Arc::clone(&frame.function.full),
        }
    }
}

/// Of one place, who called, with shares of its cost that come to 1; the largest first. None where too few samples tell.
pub(super) type Shares = Vec<(Caller, f64)>;

/// What samples a place has, with a chain: the chain's number, samples, misses.
type OfPlace = Vec<(u32, u64, u64)>;

/// The samples of a record.
pub(super) struct Callers<'r> {
    record: &'r Record,
    by_place: FxHashMap<(u32, u64), OfPlace>,
    chains: FxHashMap<u32, &'r [u64]>,
    /// The frames of return addresses that were looked up.
    frames: FxHashMap<u64, Vec<Frame>>,
}

/// So many samples tell who called. A share of a quarter is then known to about a third of itself (one standard error), a share of
/// a half to a fifth.
const LEAST: u64 = 32;

impl<'r> Callers<'r> {
    /// Those of a record.
    pub(super) fn of(record: &'r Record) -> Self {
        let mut by_place = FxHashMap::<(u32, u64), OfPlace>::default();
        for one in &record.called {
            by_place.entry((one.context, one.address)).or_default().push((one.chain, one.samples, one.misses));
        }
        let chains = record.chains.iter().map(|chain| (chain.number, chain.callers.as_slice())).collect();
        Self { record, by_place, chains, frames: FxHashMap::default() }
    }

    /// Who called the code of a place, which was compiled from `frames`, the innermost first.
    pub(super) fn who(
        &mut self,
        (context, address): (u32, u64),
        frames: &[Frame],
        symbols: &mut Symbols,
        owners: &mut Owners,
    ) -> Shares {
        // What was inlined says by itself who called.
        if let Some(at) = frames.iter().position(|frame| owners.is_members(std::slice::from_ref(frame)))
            && let Some(frame) = owners.line_of_workspace(&frames[at + 1..])
        {
            return vec![(Caller::of(frame), 1.0)];
        }
        let Some(rows) = self.by_place.get(&(context, address)).cloned() else { return Vec::new() };
        // What missed costs. Where next to nothing did, who accessed most did.
        let misses = rows.iter().map(|(.., misses)| misses).sum::<u64>();
        let weigh = |samples: u64, misses_of: u64| if misses >= LEAST { misses_of } else { samples };
        let total = rows.iter().map(|(_, samples, misses)| weigh(*samples, *misses)).sum::<u64>();
        if total < LEAST {
            return Vec::new();
        }
        let own = frames.last().map(|outermost| Arc::clone(&outermost.function.full)).unwrap_or_default();
        let mut sums = FxHashMap::<Caller, u64>::default();
        let mut known = 0;
        for (chain, samples, misses) in rows {
            if let Some(caller) = self.caller(chain, &own, symbols, owners) {
                *sums.entry(caller).or_default() += weigh(samples, misses);
                known += weigh(samples, misses);
            }
        }
        // What has no caller in the workspace leaves the shares of the others unknown.
        if known * 10 < total * 9 {
            return Vec::new();
        }
        let mut all = sums.into_iter().map(|(caller, sum)| (caller, sum as f64 / known as f64)).collect::<Shares>();
        all.sort_by(|(one, share), (other, of_other)| of_other.total_cmp(share).then_with(|| one.cmp(other)));
        all
    }

    /// The innermost line of the workspace along a chain. What calls itself is called by who entered it.
    fn caller(&mut self, chain: u32, own: &str, symbols: &mut Symbols, owners: &mut Owners) -> Option<Caller> {
        let callers = *self.chains.get(&chain)?;
        let mut itself = None;
        for &address in callers {
            let frames = match self.frames.get(&address) {
                Some(known) => known,
                None => {
                    let frames = symbols.frames(self.record, address);
                    self.frames.entry(address).or_insert(frames)
                }
            };
            let Some(frame) = owners.line_of_workspace(frames) else { continue };
            let caller = Caller::of(frame);
            let is_itself = frames.last().is_some_and(|outermost| *outermost.function.full == *own);
            if !is_itself {
                return Some(caller);
            }
            itself = itself.or(Some(caller));
        }
        itself
    }
}

/// Counts in parts of these shares, which come to 1, and to the counts: what rounding leaves is the first one's.
pub(super) fn parted(counts: &Counts, shares: impl Iterator<Item = f64>) -> Vec<Counts> {
    let mut parts = shares.map(|share| counts.map(|one| (one as f64 * share) as u64)).collect::<Vec<_>>();
    let sum = parts.iter().copied().sum::<Counts>();
    if let Some(first) = parts.first_mut() {
        *first += counts.without(&sum);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_to_the_whole() {
        let counts = Counts { loads: 1001, l1d_misses: 7, ..Counts::default() };
        let parts = parted(&counts, [0.5, 0.3, 0.2].into_iter());
        assert_eq!(parts.iter().copied().sum::<Counts>(), counts);
        assert_eq!((parts[1].loads, parts[2].loads), (300, 200));
        assert!(parted(&counts, std::iter::empty()).is_empty());
    }
}
