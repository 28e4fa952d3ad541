//! From figures to a verdict and the reason for it: pure functions that say no word.
mod costs;
mod reliefs;

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::Counters;

use self::costs::costs;
use self::reliefs::{is_spread, others, reliefs};
use super::cost::{avoidable_share, cycles, cycles_of, ns_of, site_cycles};
use super::enough::{self, SHORTEST};
use super::kernel::InKernel;
use super::thresholds::Thresholds;
use crate::report::coverage::{Of, Seen, Untraced};
use crate::report::evidence::{Avoidable, LineShare, OfSubject, Saved, Split, Surrounding, Verdict};
use crate::report::interval::Interval;
use crate::report::memory::{Blocks, Neighbours, Slots};
use crate::report::reason::{Lost, Reason, Relief};
use crate::report::run::NoTrace;

/// What is known of a site when it is judged.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    /// Outermost entries; `None` where no guard stands.
    pub(super) entries: Option<u64>,
    /// The check saw that a build as this one leaves it out.
    pub(super) is_left_out: bool,
    /// The run was stopped before its end.
    pub(super) is_stopped: bool,
    /// Share of the program's time.
    pub(super) time_share: Option<f64>,
    /// Where that lies.
    pub(super) time_within: Option<Interval>,
    /// The program's time, in nanoseconds.
    pub(super) program_ns: u64,
    /// The same for as much as the traced run did of this site; `None` where the two cannot be compared.
    pub(super) traced_ns: Option<f64>,
    /// What of its time passes in the kernel.
    pub(super) kernel: InKernel,
    /// What the model counted in it.
    pub(super) counts: Option<Counts>,
    /// What of that falls on the data that the finding is about; none where that is all.
    pub(super) subject: Option<OfSubject>,
    /// Where most of what other data costs is.
    pub(super) elsewhere: Option<LineShare>,
    /// What the model counted in the whole program.
    pub(super) total: Option<Counts>,
    /// Distinct lines touched, at most.
    pub(super) lines_touched: Option<u64>,
    /// Whose its L1d misses are.
    pub(super) split: Option<Split>,
    /// What of the hash maps that it walks is empty.
    pub(super) slots: Option<Slots>,
    /// How far apart the lines lie that it fetches one after the other.
    pub(super) neighbours: Option<Neighbours>,
    /// What it touches of the large blocks of memory that it walks.
    pub(super) blocks: Option<Blocks>,
    /// What the processor counted.
    pub(super) hardware: Option<Counters>,
    /// What the processor counted around, where that is not the site itself.
    pub(super) hoisted: Option<Surrounding>,
    /// Why there is no guard.
    pub(super) lost: Option<Lost>,
    /// Why there is no trace.
    pub(super) untraced: Option<NoTrace>,
    /// How much of the site the trace sees, or else of the program, where that is known.
    pub(super) seen: Option<Seen>,
}

/// A verdict with what led to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    pub(super) reason: Reason,
    pub(super) avoidable: Option<Avoidable>,
}

impl Judgement {
    /// One without the model, which alone knows what could be saved.
    fn plain(verdict: Verdict, reason: Reason) -> Judgement {
        Judgement { verdict, reason, avoidable: None }
    }
}

/// Judges a site.
pub(super) fn judge(figures: &Figures, machine: &Machine, thresholds: &Thresholds) -> Judgement {
    if figures.lost.is_none()
        && figures.entries.unwrap_or(0) == 0
        && figures.counts.is_none_or(|counts| counts.accesses() == 0)
    {
        let reason = match (figures.is_left_out, figures.is_stopped) {
            (true, _) => Reason::NotInBuild,
            (false, true) => Reason::StoppedBefore,
            (false, false) => Reason::NeverRuns,
        };
        return Judgement::plain(Verdict::NotReached, reason);
    }
    match (&figures.counts, &figures.lost) {
        (Some(counts), _) if counts.accesses() > 0 => by_model(figures, counts, machine, thresholds),
        (_, Some(lost)) => Judgement::plain(Verdict::Inconclusive, Reason::NoGuard(lost.clone())),
        (_, None) => without_model(figures, machine, thresholds),
    }
}

fn by_model(figures: &Figures, counts: &Counts, machine: &Machine, thresholds: &Thresholds) -> Judgement {
    // What other data costs no rewrite avoids. Where it is not known what falls on which, it is at most all.
    let all = counts;
    let subject = figures.subject.as_ref();
    let counts = subject.filter(|subject| subject.is_seen).map_or(counts, |subject| &subject.counts);
    let of_cycles = |total: Counts| (cycles(all, machine) / cycles(&total, machine)).min(1.0);
    let share = figures.time_share.or_else(|| figures.total.map(of_cycles));
    let exact = Interval { least: share.unwrap_or(1.0), most: share.unwrap_or(1.0) };
    let within = figures.time_within.filter(|_| figures.time_share.is_some()).unwrap_or(exact);
    // What it does in the kernel is a part of it, and of that nothing is avoided by another order of its accesses.
    let outside = |share: f64, kernel: f64| figures.traced_ns.map(|ns| cycles_of(ns * share * (1.0 - kernel)));
    let spared = subject.filter(|subject| subject.is_seen).map_or_else(Counts::default, |subject| subject.spared);
    let saved = subject.map_or(Saved::Unused, |subject| subject.saved);
    let own = site_cycles((counts, saved), all, machine);
    let could_save = |counts: &Counts, took: Option<f64>, kernel: f64| {
        avoidable_share((counts, saved), &spared, all, machine, took) * (1.0 - kernel)
    };
    let took = figures.time_share.and_then(|share| outside(share, figures.kernel.share));
    let of_site = |counts: &Counts| could_save(counts, took, figures.kernel.share);
    let site = of_site(counts);
    let avoidable = Avoidable { site, program: site * share.unwrap_or(1.0) };
    let in_kernel = figures.kernel.within();
    let (least, most) = (outside(within.least, in_kernel.most), outside(within.most, in_kernel.least));
    // Between them it is the most where the site takes as long as in the model.
    let peak = Some(own).filter(|own| least.is_some_and(|least| least < *own) && most.is_some_and(|most| *own < most));
    let times = if took.is_some() { [least, took, peak.or(took), most] } else { [None; 4] };
    let site_within = Interval::around(
        times.iter().flat_map(|took| [in_kernel.least, in_kernel.most].map(|kernel| could_save(counts, *took, kernel))),
    );
    let is_enough = |seen: f64, site: f64, share: f64| {
        site * seen >= thresholds.of_site && site * share * seen >= thresholds.of_program
    };
    let is_confirmed = |seen: f64| is_enough(seen, site_within.least, within.least);
    let judgement = |verdict, reason| Judgement { verdict, reason, avoidable: Some(avoidable) };
    let convicts = is_enough(1.0, site_within.most, within.most);
    let total = figures.total.as_ref();
    // Work needs no misses to cost.
    let misses = (!saved.is_work()).then(|| counts.l1d_misses.max(counts.dtlb_misses));
    if let Some(reason) = enough::too_little(all.accesses(), misses, total, figures.program_ns, machine, convicts) {
        return judgement(Verdict::Inconclusive, reason);
    }
    if let Some(seen) = figures.seen.as_ref().filter(|seen| seen.is_below(thresholds.traced)) {
        // At worst all that was not seen is the site's, and nothing of it could be avoided.
        let unseen = 1.0 - seen.of_program();
        let worst = match seen.of {
            Of::Site => seen.of_program(),
            Of::Program => share.filter(|share| *share > unseen).map_or(0.0, |share| 1.0 - unseen / share),
        };
        let too_short = share.is_some_and(|share| share < thresholds.of_program);
        if !is_confirmed(worst) && !too_short {
            let (traced, of) = (seen.of_program(), seen.of);
            let most = seen.untraced.iter().find(|(what, _)| *what != Untraced::Kernel).cloned();
            let reason = Reason::LittleTraced { traced, of, most, asked: thresholds.traced };
            return judgement(Verdict::Inconclusive, reason);
        }
    }
    if convicts && subject.is_some_and(|subject| !subject.is_seen) {
        // What could be saved of all is no figure of its data.
        return Judgement::plain(Verdict::Inconclusive, Reason::SubjectNotSeen);
    }
    let unknown = match saved {
        Saved::Searched => Some(Reason::Searched(site_within.most)),
        Saved::Order => Some(Reason::Order(site_within.most)),
        _ => None,
    };
    if let Some(reason) = unknown.filter(|_| convicts) {
        return Judgement::plain(Verdict::Inconclusive, reason);
    }
    if is_confirmed(1.0) {
        return judgement(Verdict::Confirmed, Reason::Pays(costs(figures, counts, machine)));
    }
    let would = |site: f64| site >= thresholds.of_site && site * share.unwrap_or(1.0) >= thresholds.of_program;
    let might = |subject: &&OfSubject| !would(site) && would(site + of_site(all) * subject.unsure);
    let unsure = subject.filter(|subject| subject.is_seen).filter(might);
    if let Some(subject) = unsure {
        return judgement(
            Verdict::Inconclusive,
            if saved.is_work() { Reason::WorkUnsure(subject.unsure) } else { Reason::SubjectUnsure(subject.unsure) },
        );
    }
    if convicts {
        let of_program = Interval { least: site_within.least * within.least, most: site_within.most * within.most };
        let (of, share, asked) = if site_within.least < thresholds.of_site {
            (Of::Site, site_within, thresholds.of_site)
        } else {
            (Of::Program, of_program, thresholds.of_program)
        };
        return judgement(Verdict::Inconclusive, Reason::Borderline { of, share, asked });
    }
    let modelled = could_save(counts, None, figures.kernel.share);
    if let Some(took) = took.filter(|took| *took < own && would(modelled)) {
        return judgement(Verdict::Inconclusive, Reason::Hidden { model_ns: ns_of(own), ns: ns_of(took) });
    }
    if saved == Saved::Independent {
        // The time of a loop that goes along its lines is another, too: it may take several elements at once.
        let waits =
            avoidable_share((counts, Saved::Unused), &spared, all, machine, took) * (1.0 - figures.kernel.share);
        let is_much = share.is_none_or(|share| share >= thresholds.of_program);
        if would(waits) || is_much && is_spread(counts) {
            let near = 1.0 - counts.l2_misses as f64 / counts.l1d_misses.max(1) as f64;
            return judgement(Verdict::Inconclusive, Reason::Overlaps(near));
        }
    }
    let mut reliefs = reliefs(figures, counts, machine, thresholds, (avoidable, share));
    if let Some(subject) = subject.filter(|subject| subject.is_seen && !saved.is_work() && would(of_site(all))) {
        let others = others(subject, figures.elsewhere.as_ref());
        if !others.is_empty() {
            // What else may be said of its own data is not what decides.
            reliefs.retain(|relief| matches!(relief, Relief::Time(_) | Relief::Cycles(_)));
            reliefs.splice(..0, others);
        }
    }
    judgement(Verdict::Refuted, Reason::Spared(reliefs))
}

/// Time, and what the processor counted where it could.
fn without_model(figures: &Figures, machine: &Machine, thresholds: &Thresholds) -> Judgement {
    let untraced = || figures.untraced.clone();
    let Some(time_share) = figures.time_share else {
        return Judgement::plain(Verdict::Inconclusive, Reason::Unmeasured(untraced()));
    };
    if figures.program_ns < SHORTEST {
        let reason = Reason::TooShort { untraced: untraced(), program_ns: figures.program_ns };
        return Judgement::plain(Verdict::Inconclusive, reason);
    }
    if time_share < thresholds.of_program {
        return Judgement::plain(Verdict::Refuted, Reason::LittleTime(time_share));
    }
    if let Some(cycles) = figures.hardware.as_ref().and_then(|counters| stalled_share(counters, machine)) {
        // What is counted around it is the site's at most, and of a time that may be the program's.
        let (enough, reason) = match figures.hoisted {
            Some(around) => {
                let enough = cycles >= thresholds.of_program;
                (enough, Reason::MissesAround { around, cycles, enough })
            }
            None => {
                let enough = cycles >= thresholds.of_site && cycles * time_share >= thresholds.of_program;
                (enough, Reason::Misses { cycles, enough })
            }
        };
        return Judgement::plain(if enough { Verdict::Inconclusive } else { Verdict::Refuted }, reason);
    }
    let is_short = |counters: &Counters| counters.too_short.unwrap_or(0) > 0 && counters.counted.unwrap_or(0) == 0;
    let reason = match &figures.hardware {
        Some(counters) if is_short(counters) => Reason::ShortEntries { time_share },
        _ => Reason::TimeOnly { time_share, untraced: untraced() },
    };
    Judgement::plain(Verdict::Inconclusive, reason)
}

/// The share of a site's cycles that its misses cost at most: as if none had overlapped another.
fn stalled_share(counters: &Counters, machine: &Machine) -> Option<f64> {
    let cycles = counters.cycles.filter(|cycles| *cycles > 0)? as f64;
    let l1d = counters.l1d_misses?;
    let llc = counters.llc_misses.unwrap_or(0);
    let costs = &machine.costs;
    let walks = counters.page_walks.unwrap_or(0) as f64 * f64::from(costs.page_walk);
    let misses = l1d.saturating_sub(llc) as f64 * f64::from(costs.l2) + llc as f64 * f64::from(costs.memory);
    let farther =
        counters.remote_dram.unwrap_or(0).min(llc) as f64 * f64::from(costs.remote.saturating_sub(costs.memory));
    Some(((misses + farther + walks) / cycles).min(1.0))
}

#[cfg(test)]
mod tests;
