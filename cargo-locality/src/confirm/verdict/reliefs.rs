//! What spares a site that is refuted.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;

use super::Figures;
use super::costs::{OTHERS, taken};
use crate::confirm::cost::{cycles, saved_cycles};
use crate::confirm::thresholds::Thresholds;
use crate::report::evidence::{Avoidable, LineShare, OfSubject, Saved};
use crate::report::reason::Relief;

/// From this share of used bytes on, the data is as dense as it gets.
const DENSE: f64 = 0.90;
/// From this share of streamable misses on, the prefetcher has nearly all of them.
const STREAMED: f64 = 0.90;
/// Below this share of accesses that miss, the first-level cache holds the data.
const HELD: f64 = 0.005;

/// What spares a refuted site. `share` is its share of the time, or else of the modelled cycles.
pub(super) fn reliefs(
    figures: &Figures,
    counts: &Counts,
    machine: &Machine,
    thresholds: &Thresholds,
    (avoidable, share): (Avoidable, Option<f64>),
) -> Vec<Relief> {
    let mut reliefs = match figures.subject.filter(|subject| subject.is_seen && subject.saved.is_work()) {
        Some(subject) => Vec::from_iter(of_work(figures, &subject, machine, thresholds)),
        None => of_data(figures, counts, machine, thresholds, avoidable),
    };
    if let Some(share) = share.filter(|share| *share < thresholds.of_program) {
        reliefs.push(if figures.time_share.is_some() { Relief::Time(share) } else { Relief::Cycles(share) });
    }
    // Where it takes time, what the data spares does not say that the rewrite is worth nothing.
    let is_of_data = reliefs.iter().any(|relief| matches!(relief, Relief::FitsInL1d { .. } | Relief::Hits(_)));
    if is_of_data && figures.time_share.is_some_and(|share| share >= thresholds.of_program) {
        reliefs.push(Relief::Beside);
    }
    if reliefs.is_empty() {
        let asked = Avoidable { site: thresholds.of_site, program: thresholds.of_program };
        reliefs.push(Relief::LessThanAsked { avoidable, asked });
    }
    reliefs
}

/// Whether it fetches lines of which it uses less than half.
pub(super) fn is_spread(counts: &Counts) -> bool {
    let missing = counts.l1d_misses as f64 / counts.accesses().max(1) as f64;
    missing >= HELD && counts.density().is_some_and(|density| density < 0.5)
}

/// What a site pays for in place of its data, the most first.
pub(super) fn others(subject: &OfSubject, elsewhere: Option<&LineShare>) -> Vec<Relief> {
    let foreign = 1.0 - subject.share - subject.payload;
    let of_elements = (subject.payload >= OTHERS).then_some((subject.payload, Relief::Payload(subject.payload)));
    let of_line = elsewhere.filter(|_| of_elements.is_none() || foreign >= OTHERS);
    let of_line = of_line
        .cloned()
        .map(|LineShare { file, line, function, .. }| (foreign, Relief::Elsewhere { file, line, function }));
    let mut others: Vec<(f64, Relief)> = of_elements.into_iter().chain(of_line).collect();
    others.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    others.into_iter().map(|(_, relief)| relief).collect()
}

/// Why the work costs too little that a rewrite does not do, where that is so in the model alone.
fn of_work(figures: &Figures, subject: &OfSubject, machine: &Machine, thresholds: &Thresholds) -> Option<Relief> {
    let all = figures.counts.map_or(0.0, |all| cycles(&all, machine)).max(1.0);
    let of_site = |part: f64| part / all;
    if of_site(saved_cycles(&subject.counts, machine, subject.saved)) >= thresholds.of_site {
        return None;
    }
    let work = of_site(cycles(&subject.counts, machine));
    match subject.saved {
        Saved::Moves { times, bytes } if times > 0 && work >= thresholds.of_site => {
            Some(Relief::Moves { times, bytes: bytes / times })
        }
        Saved::Moves { .. } => Some(Relief::FewMoves(work)),
        _ => Some(Relief::LookUps(work)),
    }
}

/// How the data lies, where that spares a site.
fn of_data(
    figures: &Figures,
    counts: &Counts,
    machine: &Machine,
    thresholds: &Thresholds,
    avoidable: Avoidable,
) -> Vec<Relief> {
    let mut reliefs = Vec::new();
    let missing = counts.l1d_misses as f64 / counts.accesses().max(1) as f64;
    // The data may be small and dense as it likes: as long as others write it, it does not stay.
    let (_, shared) = taken(counts);
    let is_shared = shared >= 0.5 && missing >= HELD;
    let line = u64::from(machine.l1d.line());
    let fits = figures.lines_touched.is_some_and(|lines| lines * line <= machine.l1d.bytes());
    let is_little = avoidable.site < thresholds.of_site;
    let density = counts.density().unwrap_or(1.0);
    if is_shared && is_little {
        reliefs.push(Relief::TrueSharing(shared));
    } else if fits && is_little {
        reliefs.push(Relief::FitsInL1d { bytes: figures.lines_touched.unwrap_or(0) * line });
    } else if missing < HELD {
        reliefs.push(Relief::Hits(1.0 - missing));
    } else if is_little && counts.density().is_some() && density >= DENSE {
        reliefs.push(Relief::Density(density));
    }
    if is_little && missing >= HELD && !fits && counts.l1d_misses > 0 {
        let streamed = counts.l1d_streamable as f64 / counts.l1d_misses as f64;
        if streamed >= STREAMED {
            reliefs.push(Relief::Streamed(streamed));
        }
    }
    reliefs
}
