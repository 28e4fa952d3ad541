//! Guards that move out of the code that they slow down, or that is too short to be counted: to the loop around it, the next
//! one, the function, and away in the end; away at once where the processor counts nothing. What moved is timed by samples,
//! and counted where its guard went.
use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8PathBuf;
use locality_lints::report::{Around, Guard, LintName, Saves, Site, SiteId, Span, Subject};
use locality_probe::record::Record;

use super::overlay::GuardId;
use crate::report::evidence::HoistedWhy;

/// All guards together may cost this share of the program's time.
const DEAR: f64 = 0.01;
/// A program that runs for less time, in nanoseconds, mostly starts and ends: nothing is moved for it.
const SHORTEST: u64 = 10_000_000;
/// The program is built and run again at most so often.
pub(super) const ROUNDS: usize = 3;

/// How far the guard of a site moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Height {
    why: HoistedWhy,
    /// Which of what is around the site has it now; beyond the last, none.
    at: usize,
}

/// All guards that moved. They are numbered after the sites.
#[derive(Debug, Default)]
pub(super) struct Hoists {
    heights: BTreeMap<GuardId, Height>,
    outer: Vec<(Utf8PathBuf, Around)>,
}

/// Where the guard of a site went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) why: HoistedWhy,
    /// The guard, and what it stands around; `None` where nothing is left to stand around.
    pub(super) to: Option<(GuardId, Around)>,
}

impl Hoists {
    /// Moves what the records of a run say must move; `false` where nothing does.
    pub(super) fn raise(&mut self, records: &[Record], sites: &[&Site]) -> bool {
        let program = records.iter().map(|record| record.cpu_ns).sum::<u64>();
        if program < SHORTEST {
            return false;
        }
        let counts = |record: &Record| {
            record.hardware.opened.iter().any(|event| event == "cycles") && !record.hardware.never_scheduled
        };
        let is_counted = records.iter().any(counts);
        let mut costs = BTreeMap::<GuardId, f64>::new();
        let mut uncounted = BTreeMap::<GuardId, bool>::new();
        for record in records {
            for site in &record.sites {
                *costs.entry(GuardId(site.site)).or_default() += record.guard_ns.of(site);
                let too_short = site.counters.too_short > Some(0) && site.counters.counted == Some(0);
                *uncounted.entry(GuardId(site.site)).or_insert(true) &= counts(record) && too_short;
            }
        }
        let mut left = costs.values().sum::<f64>();
        let mut by_cost = costs.into_iter().collect::<Vec<_>>();
        by_cost.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut dear = BTreeSet::new();
        for (guard, ns) in by_cost {
            if left <= DEAR * program as f64 {
                break;
            }
            left -= ns;
            dear.insert(guard);
        }
        let mut any = false;
        for (number, site) in (0..).map(GuardId).zip(sites) {
            let before = self.heights.get(&number).copied();
            let outer = before.and_then(|height| self.known(sites.len(), site, site.around.get(height.at)?));
            let is_uncounted = |guard| uncounted.get(&guard).copied().unwrap_or(false);
            let after = match (before, outer) {
                // The one that it went to.
                (Some(Height { why, at }), Some(outer)) if dear.contains(&outer) || is_uncounted(outer) => {
                    Some(Height { why, at: at + 1 })
                }
                (before, _)
                    if before.is_none_or(|before| before.why == HoistedWhy::TooShort) && dear.contains(&number) =>
                {
                    // Farther out nothing is measured but what is counted.
                    let at = if is_counted { before.map_or(0, |before| before.at) } else { site.around.len() };
                    Some(Height { why: HoistedWhy::TooOften, at })
                }
                (None, _) if is_uncounted(number) && !site.around.is_empty() => {
                    Some(Height { why: HoistedWhy::TooShort, at: 0 })
                }
                (before, _) => before,
            };
            if let Some(height) = after.filter(|after| Some(*after) != before) {
                any = true;
                self.heights.insert(number, height);
                self.number(sites.len(), site, height.at);
            }
        }
        any
    }

    /// The sites as the next program is to have them, and after them one for each guard that moved.
    pub(super) fn sites(&self, sites: &[&Site]) -> Vec<Site> {
        let own = (0..).map(GuardId).zip(sites).map(|(number, site)| {
            let mut site = Site::clone(site);
            if self.heights.get(&number).is_some_and(|height| height.why == HoistedWhy::TooOften) {
                site.guard = Guard::Impossible("it is entered too often".to_owned());
            }
            site
        });
        let wanted = (0..).map(GuardId).zip(sites).filter_map(|(number, _)| Some(self.moved(number, sites)?.to?.0));
        let wanted = wanted.collect::<BTreeSet<GuardId>>();
        let outer = (0..).zip(&self.outer).map(|(nth, (file, around))| {
            let is_wanted = wanted.contains(&GuardId(sites.len() as u32 + nth));
            let guard =
                if is_wanted { around.guard.clone() } else { Guard::Impossible("it is entered too often".to_owned()) };
            let span = Span { start: around.start, end: around.start };
            let id = SiteId(format!("around/{file}/{}", around.start));
            Site {
                id,
                lint: LintName::new("around"),
                file: file.clone(),
                span,
                guard,
                around: Vec::new(),
                is_in_build: true,
                subject: Subject::Everything,
                saves: Saves::Unused,
            }
        });
        own.chain(outer).collect()
    }

    /// Where the guard of a site went, if it moved.
    pub(super) fn moved(&self, guard: GuardId, sites: &[&Site]) -> Option<Moved> {
        let height = self.heights.get(&guard)?;
        let site = sites.get(guard.index())?;
        let around = site.around.get(height.at);
        let to = around.and_then(|around| Some((self.known(sites.len(), site, around)?, around.clone())));
        Some(Moved { why: height.why, to })
    }

    /// How many guards moved.
    pub(super) fn len(&self) -> usize {
        self.heights.len()
    }

    /// How many guards there are beside those of the sites.
    pub(super) fn more(&self) -> usize {
        self.outer.len()
    }

    fn known(&self, sites: usize, site: &Site, around: &Around) -> Option<GuardId> {
        let nth = self.outer.iter().position(|(file, outer)| *file == site.file && outer.guard == around.guard)?;
        GuardId::of(sites + nth)
    }

    fn number(&mut self, sites: usize, site: &Site, at: usize) {
        if let Some(around) = site.around.get(at)
            && self.known(sites, site, around).is_none()
        {
            self.outer.push((site.file.clone(), around.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use locality_lints::report::{Around, Guard, LintName, Saves, Site, SiteId, Span, Subject};
    use locality_probe::record::{self, Counters, GuardNs, Hardware, Record};

    use super::{GuardId, HoistedWhy, Hoists};

    /// A site in two loops and a function.
    fn site() -> Site {
        let around = |is_loop, start| Around { is_loop, start, guard: Guard::RestOfBlock(start) };
        Site {
            id: SiteId("package::item/lint/0".to_owned()),
            lint: LintName::new("lint"),
            file: "src/lib.rs".into(),
            span: Span { start: 30, end: 40 },
            guard: Guard::RestOfBlock(30),
            around: vec![around(true, 20), around(true, 10), around(false, 0)],
            is_in_build: true,
            subject: Subject::Everything,
            saves: Saves::Unused,
        }
    }

    /// A run of a tenth of a second: number, entries, and of those too short to be counted.
    fn run(counts: bool, guards: &[(u32, u64, u64)]) -> Vec<Record> {
        let site = |&(site, entries, too_short): &(u32, u64, u64)| {
            let counters =
                Counters { counted: Some(entries - too_short), too_short: Some(too_short), ..Counters::default() };
            record::Site { site, entries, timed: entries / 16, counters, ..record::Site::default() }
        };
        let opened = if counts { vec!["cycles".to_owned()] } else { Vec::new() };
        vec![Record {
            cpu_ns: 100_000_000,
            guard_ns: GuardNs { timed: 32.0, counted: 6.0 },
            hardware: Hardware { opened, ..Hardware::default() },
            sites: guards.iter().map(site).collect(),
            ..Record::default()
        }]
    }

    /// What a guard stands around after each of the runs: the start of it, if there is one.
    fn moves(runs: &[Vec<Record>]) -> Vec<Option<(HoistedWhy, Option<u32>)>> {
        let (one, other) = (site(), site());
        let sites = [&one, &other];
        let mut hoists = Hoists::default();
        let after = |run| {
            hoists.raise(run, &sites);
            hoists.moved(GuardId(0), &sites).map(|moved| (moved.why, moved.to.map(|(_, around)| around.start)))
        };
        runs.iter().map(Vec::as_slice).map(after).collect()
    }

    #[test]
    fn a_guard_that_is_felt_moves_out_until_it_is_not() {
        let runs = [run(true, &[(0, 10_000_000, 0), (1, 10, 0)]), run(true, &[(2, 9, 0)])];
        assert_eq!(moves(&runs), [Some((HoistedWhy::TooOften, Some(20))); 2]);
        let runs = [run(true, &[(0, 10_000_000, 0)]), run(true, &[(2, 9_000_000, 0)]), run(true, &[(3, 8_000_000, 0)])];
        let out = [Some(20), Some(10), Some(0)].map(|to| Some((HoistedWhy::TooOften, to)));
        assert_eq!(moves(&runs), out);
        assert_eq!(moves(&[run(true, &[(0, 100_000, 0)])]), [None], "1 ms of 100 is not felt");
        // Where nothing is counted, there is nothing for it to do farther out.
        let runs = [run(false, &[(0, 10_000_000, 0), (1, 10, 0)]), run(false, &[(1, 10, 0)])];
        assert_eq!(moves(&runs), [Some((HoistedWhy::TooOften, None)); 2]);
    }

    #[test]
    fn what_is_too_short_is_counted_further_out_where_there_are_counters() {
        let runs = |counts| [run(counts, &[(0, 1000, 1000), (1, 10, 0)]), run(counts, &[(0, 1000, 1000), (2, 10, 10)])];
        assert_eq!(
            moves(&runs(true)),
            [Some((HoistedWhy::TooShort, Some(20))), Some((HoistedWhy::TooShort, Some(10)))]
        );
        assert_eq!(moves(&runs(false)), [None, None]);
        // Its own guard stays for the time, but not where it would be felt.
        let runs = [run(true, &[(0, 1000, 1000)]), run(true, &[(0, 10_000_000, 10_000_000), (2, 10, 0)])];
        assert_eq!(moves(&runs)[1], Some((HoistedWhy::TooOften, Some(20))));
    }

    #[test]
    fn sites_in_the_same_loop_share_its_guard() {
        let (one, other) = (site(), site());
        let sites = [&one, &other];
        let mut hoists = Hoists::default();
        assert!(hoists.raise(&run(true, &[(0, 10_000_000, 0), (1, 10_000_000, 0)]), &sites));
        let next = hoists.sites(&sites);
        let [first, second, around] = next.as_slice() else { panic!("{next:?}") };
        assert!(matches!((&first.guard, &second.guard), (Guard::Impossible(_), Guard::Impossible(_))));
        assert_eq!(around.guard, Guard::RestOfBlock(20));
        assert!(!hoists.raise(&run(true, &[(2, 5, 0)]), &sites));
        // A program that is over at once is left as it is.
        let mut short = run(true, &[(2, 10_000_000, 0)]);
        short[0].cpu_ns = 5_000_000;
        assert!(!hoists.raise(&short, &sites));
    }
}
