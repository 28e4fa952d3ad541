//! From figures to a verdict: pure functions, the reasons in plain words.
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::Counters;

use super::cost::{avoidable_cycles, cycles};
use super::coverage::{Of, Seen};
use super::outcome::{Blocks, LargestBlock, Neighbours, Slots, Split, Verdict};
use super::thresholds::Thresholds;

/// A program that runs for less time mostly starts and ends: shares of that say nothing, in nanoseconds.
const SHORTEST: u64 = 10_000_000;
/// From this share of used bytes on, the data is as dense as it gets.
const DENSE: f64 = 0.90;
/// From this share of streamable misses on, the prefetcher has nearly all of them.
const STREAMED: f64 = 0.90;
/// Below this share of accesses that miss, the first-level cache holds the data.
const HELD: f64 = 0.005;

/// From this share of misses on it is said that they are the container's own: below it, something else matters more.
const CONTAINER: f64 = 0.25;
/// From this share of misses on it is said that they are conflicts: a bad stride shows at once, chance makes fewer.
const CONFLICTS: f64 = 0.25;
/// From this share of misses on it is said that other threads took the lines, or of lines from memory that they are another
/// node's: what is less is not what the site pays for.
const ELSEWHERE: f64 = 0.25;
/// From this share of empty slots on it is said: a map that grew by itself is between 7/16 and 7/8 full.
const EMPTY: f64 = 0.60;

/// Below this share of steps that stay on the page it is said how far they go.
const ON_PAGE: f64 = 0.50;

/// Below this share of a block that is used it is said: one that grew by itself is at least half full.
const FILLED: f64 = 0.50;
/// Smaller blocks are no loss, in bytes.
const LARGE: u64 = 1 << 16;

/// A huge page of most processors, in bytes.
const HUGE_PAGE: u64 = 2 << 20;
/// Below this share of a block that is on huge pages, hardly any is.
const FEW: f64 = 0.10;
/// From this share on, most is.
const MANY: f64 = 0.75;

/// What is known of a site when it is judged.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    /// Outermost entries; `None` where no guard stands.
    pub(super) entries: Option<u64>,
    /// Share of the program's time.
    pub(super) time_share: Option<f64>,
    /// The program's time, in nanoseconds.
    pub(super) program_ns: u64,
    /// What the model counted in it.
    pub(super) counts: Option<Counts>,
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
    pub(super) hoisted: Option<String>,
    /// Why there is no guard.
    pub(super) lost: Option<String>,
    /// Why there is no trace.
    pub(super) untraced: Option<String>,
    /// How much of the site the trace sees, or else of the program, where that is known.
    pub(super) seen: Option<Seen>,
}

/// What could be saved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Avoidable {
    /// As a share of the site's modelled cycles.
    pub(super) site: f64,
    /// As a share of the program's time.
    pub(super) program: f64,
}

/// A verdict with what led to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    /// In plain words.
    pub(super) why: String,
    pub(super) avoidable: Option<Avoidable>,
}

/// Judges a site.
pub(super) fn judge(figures: &Figures, machine: &Machine, thresholds: &Thresholds) -> Judgement {
    let say = |verdict, why: String| Judgement { verdict, why, avoidable: None };
    if figures.lost.is_none()
        && figures.entries.unwrap_or(0) == 0
        && figures.counts.is_none_or(|counts| counts.accesses() == 0)
    {
        return say(Verdict::NotReached, "this workload never runs it".to_owned());
    }
    match &figures.counts {
        Some(counts) if counts.accesses() > 0 => by_model(figures, counts, machine, thresholds),
        _ => {
            if let Some(lost) = &figures.lost {
                let why = format!("no guard stands here ({lost}), and no traced access names its lines");
                return say(Verdict::Inconclusive, why);
            }
            without_model(figures, machine, thresholds)
        }
    }
}

fn by_model(figures: &Figures, counts: &Counts, machine: &Machine, thresholds: &Thresholds) -> Judgement {
    let own = cycles(counts, machine);
    let site = (avoidable_cycles(counts, machine) / own).clamp(0.0, 1.0);
    let share = figures.time_share.or_else(|| figures.total.map(|total| (own / cycles(&total, machine)).min(1.0)));
    let program = site * share.unwrap_or(1.0);
    let avoidable = Some(Avoidable { site, program });
    let is_confirmed = |seen: f64| site * seen >= thresholds.of_site && program * seen >= thresholds.of_program;
    if let Some(seen) = figures.seen.as_ref().filter(|seen| seen.is_below(thresholds.traced)) {
        // At worst all that was not seen is the site's, and nothing of it could be avoided.
        let unseen = 1.0 - seen.traced;
        let worst = match seen.of {
            Of::Site => seen.traced,
            Of::Program => share.filter(|share| *share > unseen).map_or(0.0, |share| 1.0 - unseen / share),
        };
        let too_short = share.is_some_and(|share| share < thresholds.of_program);
        if !is_confirmed(worst) && !too_short {
            let what = seen.untraced.first().map(|(what, share)| format!(", {} in {what}", percent(*share)));
            let why = format!(
                "only {} of the {}'s time passes in code that is traced{}: less than the {} asked for",
                percent(seen.traced),
                seen.of.name(),
                what.unwrap_or_default(),
                percent(thresholds.traced)
            );
            return Judgement { verdict: Verdict::Inconclusive, why, avoidable };
        }
    }
    if is_confirmed(1.0) {
        return Judgement { verdict: Verdict::Confirmed, why: what_it_costs(figures, counts, machine), avoidable };
    }
    let mut reasons = Vec::new();
    let missing = counts.l1d_misses as f64 / counts.accesses() as f64;
    // The data may be small and dense as it likes: as long as others write it, it does not stay.
    let (_, shared) = taken(counts);
    let is_shared = shared >= 0.5 && missing >= HELD;
    let fits = figures.lines_touched.is_some_and(|lines| lines * u64::from(machine.l1d.line()) <= machine.l1d.bytes());
    if is_shared && site < thresholds.of_site {
        reasons.push(format!(
            "{} of its misses are lines that other threads wrote the same bytes of, which no layout keeps",
            percent(shared)
        ));
    } else if fits && site < thresholds.of_site {
        let bytes = figures.lines_touched.unwrap_or(0) * u64::from(machine.l1d.line());
        reasons.push(format!("{} at most: fits in L1d", kibibytes(bytes)));
    } else if missing < HELD {
        reasons.push(format!("L1d answers {} of its accesses", percent(1.0 - missing)));
    } else if site < thresholds.of_site && counts.density().is_some_and(|density| density >= DENSE) {
        reasons.push(format!("{} of the bytes fetched are used", percent(counts.density().unwrap_or(1.0))));
    }
    if site < thresholds.of_site && missing >= HELD && !fits && counts.l1d_misses > 0 {
        let streamed = counts.l1d_streamable as f64 / counts.l1d_misses as f64;
        if streamed >= STREAMED {
            reasons.push(format!("the prefetcher has {} of its misses", percent(streamed)));
        }
    }
    if let Some(share) = share.filter(|share| *share < thresholds.of_program) {
        let what = if figures.time_share.is_some() { "of the time" } else { "of the modelled cycles" };
        reasons.push(format!("{} {what}", percent(share)));
    }
    if reasons.is_empty() {
        let asked = (percent(thresholds.of_site), percent(thresholds.of_program));
        reasons.push(format!(
            "avoidable {} of the site, {} of the program: less than the {} and {} asked for",
            percent(site),
            percent(program),
            asked.0,
            asked.1
        ));
    }
    Judgement { verdict: Verdict::Refuted, why: reasons.join(", "), avoidable }
}

/// What makes a confirmed site pay.
fn what_it_costs(figures: &Figures, counts: &Counts, machine: &Machine) -> String {
    let per_access = |events: u64| events as f64 / counts.accesses() as f64;
    let mut parts = vec![format!("{} of its accesses miss L1d", percent(per_access(counts.l1d_misses)))];
    let (falsely, truly) = taken(counts);
    if falsely >= ELSEWHERE {
        parts.push(format!(
            "{} of its misses are lines that other threads wrote other bytes of: false sharing",
            percent(falsely)
        ));
    }
    if truly >= ELSEWHERE {
        parts.push(format!("{} of its misses are lines that other threads wrote the same bytes of", percent(truly)));
    }
    if let Some(density) = counts.density() {
        parts.push(format!("{} of the fetched bytes used", percent(density)));
    }
    if counts.l1d_misses > 0 {
        // Of lines that others take the order does not matter.
        let irregular = 1.0 - counts.l1d_streamable as f64 / counts.l1d_misses as f64 - falsely - truly;
        if irregular >= 0.5 {
            parts.push(format!("{} of the misses come in no order that a prefetcher sees", percent(irregular)));
        }
    }
    if counts.l1d_misses > 0 {
        let conflicts = counts.l1d_conflicts as f64 / counts.l1d_misses as f64;
        if conflicts >= CONFLICTS {
            parts.push(format!(
                "{} of the misses are conflicts: lines of the same set push each other out",
                percent(conflicts)
            ));
        }
    }
    let remote = counts.remote_misses as f64 / counts.llc_misses.max(1) as f64;
    if remote >= ELSEWHERE && counts.llc_misses as f64 >= ELSEWHERE * counts.l1d_misses as f64 {
        let remote = percent(remote);
        parts.push(format!(
            "{remote} of the lines from memory are another node's, where another thread touched them first"
        ));
    }
    if per_access(counts.page_walks) >= 0.001 {
        parts.push(format!("{:.2} page walks per 100 accesses", 100.0 * per_access(counts.page_walks)));
        parts.extend(pages(figures, machine));
    }
    parts.extend(figures.neighbours.as_ref().and_then(apart));
    parts.extend(capacity(figures, machine));
    parts.extend(figures.slots.as_ref().and_then(empty));
    parts.extend(figures.split.as_ref().and_then(container));
    parts.join(" · ")
}

/// The shares of misses that are lines which other threads took: for nothing, and for the bytes that are used.
fn taken(counts: &Counts) -> (f64, f64) {
    let of_misses = |lines: u64| lines as f64 / counts.l1d_misses.max(1) as f64;
    let falsely = counts.false_transfers.min(counts.transfers);
    (of_misses(falsely), of_misses(counts.transfers - falsely))
}

/// How far apart what is next to each other in the walk lies in memory.
fn apart(neighbours: &Neighbours) -> Option<String> {
    let Neighbours { same_page, median, .. } = neighbours;
    (*same_page < ON_PAGE).then(|| {
        format!(
            "neighbours of the walk lie {} or more apart (median), {} of them on the same page",
            size(*median),
            percent(*same_page)
        )
    })
}

/// The block that most of what the site touches lies in, if there is one.
fn main_block(figures: &Figures, machine: &Machine) -> Option<LargestBlock> {
    let largest = figures.blocks?.largest;
    let touched = figures.lines_touched?.saturating_mul(machine.l1d.line().into());
    (largest.used_at_most.saturating_mul(2) >= touched).then_some(largest)
}

/// How much of a block is used.
fn capacity(figures: &Figures, machine: &Machine) -> Option<String> {
    let block = main_block(figures, machine)?;
    let share = block.used_at_most as f64 / block.bytes.max(1) as f64;
    (block.bytes >= LARGE && share < FILLED)
        .then(|| format!("it uses {} of the {} block that it walks", percent(share), size(block.bytes)))
}

/// Whether huge pages spare the page walks, or would: where the TLB has an entry for each of them.
fn pages(figures: &Figures, machine: &Machine) -> Option<String> {
    let block =
        main_block(figures, machine).filter(|block| block.bytes / HUGE_PAGE <= machine.stlb.entries().into())?;
    let pages = block.pages.filter(|_| machine.page < HUGE_PAGE)?;
    let share = pages.huge as f64 / pages.resident.max(1) as f64;
    let bytes = size(block.bytes);
    Some(match share {
        ..FEW => format!("its {bytes} are on small pages: huge pages would spare the page walks"),
        FEW..MANY => format!("only {} of its {bytes} are on huge pages, which spare the page walks", percent(share)),
        _ => format!(
            "{} of its {bytes} are on huge pages, which spare most of these walks: the model has pages of {}",
            percent(share),
            size(machine.page)
        ),
    })
}

/// How empty a map is that is walked. The group of control bytes that an iterator loads is known, and how many slots it
/// stands for; how many of them were full is not, only how often elements were read afterwards.
fn empty(slots: &Slots) -> Option<String> {
    let empty = slots.empty_at_least();
    let text = if empty < 0.90 { percent(empty) } else { percent((empty * 100.0).floor() / 100.0) };
    (empty >= EMPTY).then(|| {
        let visited = crate::render::thousands(slots.visited);
        format!("at least {text} of the {visited} slots visited are empty")
    })
}

/// What of the misses is not the user's doing.
fn container(split: &Split) -> Option<String> {
    let worst = split.functions.first().filter(|_| split.container >= CONTAINER)?;
    let name = &worst.function;
    let walks = ["next", "next_back", "fold", "try_fold", "nth", "into_iter", "iter"];
    if worst.share >= 0.9 * split.container && walks.iter().any(|walk| name.ends_with(&format!("::{walk}"))) {
        return Some(format!("the iterator (`{name}`) is {} of the misses", percent(split.container)));
    }
    let most = if worst.share >= 0.9 * split.container { "in" } else { "most of it in" };
    Some(format!("the container's own work is {} of the misses, {most} `{name}`", percent(split.container)))
}

/// Time, and what the processor counted where it could.
fn without_model(figures: &Figures, machine: &Machine, thresholds: &Thresholds) -> Judgement {
    let say = |verdict, why: String| Judgement { verdict, why, avoidable: None };
    let Some(share) = figures.time_share else {
        let why = figures.untraced.clone().unwrap_or_else(|| "nothing was measured".to_owned());
        return say(Verdict::Inconclusive, why);
    };
    if figures.program_ns < SHORTEST {
        let ms = figures.program_ns as f64 / 1e6;
        let untraced = figures.untraced.as_deref().unwrap_or("no access of it was traced");
        return say(
            Verdict::Inconclusive,
            format!("{untraced}, and {ms:.1} ms of workload are too short to judge by time"),
        );
    }
    if share < thresholds.of_program {
        return say(Verdict::Refuted, format!("{} of the time", percent(share)));
    }
    if let Some(stalled) = figures.hardware.as_ref().and_then(|counters| stalled_share(counters, machine)) {
        if let Some(around) = &figures.hoisted {
            // What is counted there is the site's at most, and of a time that may be the program's.
            let what = format!("the misses counted at {around} cost up to {} of the cycles there", percent(stalled));
            return if stalled < thresholds.of_program {
                say(Verdict::Refuted, what)
            } else {
                say(Verdict::Inconclusive, format!("{what}; what of it is the site's only a trace tells"))
            };
        }
        if stalled < thresholds.of_site || stalled * share < thresholds.of_program {
            let why =
                format!("its misses cost {} of its cycles at most, by the processor's counters", percent(stalled));
            return say(Verdict::Refuted, why);
        }
        let why = format!(
            "its misses cost up to {} of its cycles by the processor's counters; what of it is avoidable only a trace tells",
            percent(stalled)
        );
        return say(Verdict::Inconclusive, why);
    }
    if figures
        .hardware
        .as_ref()
        .is_some_and(|counters| counters.too_short.unwrap_or(0) > 0 && counters.counted.unwrap_or(0) == 0)
    {
        let why = format!("{} of the time, but each entry is too short for hardware counters", percent(share));
        return say(Verdict::Inconclusive, why);
    }
    let untraced = figures.untraced.as_deref().unwrap_or("no access of it was traced");
    say(
        Verdict::Inconclusive,
        format!("{} of the time; {untraced}, so what of it is memory is not known", percent(share)),
    )
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

/// A share as people read it: `38 %`, `3.1 %`, `0.02 %`, `under 0.01 %`.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        percent if percent <= 0.0 => "0 %".to_owned(),
        percent if percent < 0.01 => "under 0.01 %".to_owned(),
        percent if percent < 1.0 => format!("{percent:.2} %"),
        percent if percent < 10.0 => format!("{percent:.1} %"),
        percent if (99.95..100.0).contains(&percent) => "over 99.9 %".to_owned(),
        percent if (99.5..99.95).contains(&percent) => format!("{percent:.1} %"),
        percent => format!("{percent:.0} %"),
    }
}

/// Bytes to three digits: `96 bytes`, `62.5 KiB`, `1.5 MiB`.
pub(super) fn size(bytes: u64) -> String {
    let (scaled, unit) = match bytes.checked_ilog2().unwrap_or(0) / 10 {
        0 => return format!("{bytes} bytes"),
        1 => (bytes as f64 / f64::from(1 << 10), "KiB"),
        2 => (bytes as f64 / f64::from(1 << 20), "MiB"),
        _ => (bytes as f64 / f64::from(1 << 30), "GiB"),
    };
    match scaled {
        scaled if scaled >= 99.95 || scaled.fract() < 0.05 => format!("{scaled:.0} {unit}"),
        scaled => format!("{scaled:.1} {unit}"),
    }
}

fn kibibytes(bytes: u64) -> String {
    if bytes < 2048 { format!("{bytes} bytes") } else { format!("{} KiB", bytes / 1024) }
}

#[cfg(test)]
mod tests;
