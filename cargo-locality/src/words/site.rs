//! What was measured at a site, in words.
use locality_lints::report::{LintName, Site};

use super::{counted, of, percent, reason, size, thousands, verdict};
use crate::report::coverage::Kernel;
use crate::report::evidence::{
    Agreement, Evidence, HoistedWhy, LoadSource, LoadsSampled, OfSource, Surrounding, Verdict,
};
use crate::report::memory::{Blocks, Resident};

/// Less than this is no change of the resident memory, which the system counts in parts by processor, in bytes.
const MUCH: u64 = 1 << 20;
/// From this share of its time on it is told that it is the kernel's.
const LEAST_OF_KERNEL: f64 = 0.10;
/// So many sources of loads are told.
const SOURCES: usize = 3;

/// All that was measured at a site of a finding with this verdict, in one line: `measured at src/lib.rs:3: …`. With `all`, also what
/// few want to know.
pub(crate) fn measured(evidence: &Evidence, site: &Site, line: u32, of_finding: Verdict, all: bool) -> String {
    let at = format!("measured at {}:{line}", site.file);
    let why = reason(&evidence.reason, &site.guard);
    if evidence.verdict != of_finding {
        return format!("{at}: {}, {why}", verdict(evidence.verdict));
    }
    let mut parts = vec![why];
    parts.extend(evidence.time_share.map(|share| format!("{} of the time", percent(share))));
    parts.extend(evidence.entries.map(|entries| match entries {
        1 => "entered once".to_owned(),
        entries => format!("entered {} times", thousands(entries)),
    }));
    parts.extend(evidence.kernel.as_ref().and_then(kernel));
    if let Some(hoisted) = &evidence.hoisted {
        let counted = hoisted.to.map(|to| format!("; counted at {}", surrounding(to))).unwrap_or_default();
        parts.push(format!("{}{counted}", hoisted_why(hoisted.why)));
    }
    if all {
        parts.extend(details(evidence));
    }
    format!("{at}: {}", parts.join(" · "))
}

/// What of its time is the kernel's, if that is worth saying.
fn kernel(kernel: &Kernel) -> Option<String> {
    let told = |share: Option<f64>| share.filter(|share| *share >= LEAST_OF_KERNEL).map(percent);
    let faults = told(kernel.faults_share).map(|share| format!("{share} in {} page faults", thousands(kernel.faults)));
    match (told(kernel.share), faults) {
        (Some(share), Some(faults)) => Some(format!("{share} of its time in the kernel, {faults}")),
        (Some(share), None) => Some(format!("{share} of its time in the kernel")),
        (None, faults) => faults.map(|faults| format!("of its time {faults}")),
    }
}

/// In place of the figures of a site: those of the finding of `lint` at `place` are its own.
pub(crate) fn same_place(lint: LintName, place: &str) -> String {
    format!("it is measured with `{lint}` at {place}: the figures there are those of both")
}

fn details(evidence: &Evidence) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(evidence.coverage.as_ref().and_then(|coverage| {
        let share = percent(coverage.share?);
        Some(format!("{share} of the {}'s time in traced code", of(coverage.of)))
    }));
    parts.extend(agreement(&evidence.agreement));
    parts.extend(evidence.loads_sampled.as_ref().map(loads));
    if !evidence.lines.is_empty() {
        let lines = evidence.lines.iter().map(|line| format!("{} at {}:{}", percent(line.share), line.file, line.line));
        parts.push(format!("misses by line: {}", lines.collect::<Vec<_>>().join(", ")));
    }
    parts.extend(evidence.allocations.map(|made| {
        format!(
            "{} allocations, {} bytes on {} pages, {} bytes copied by growth",
            thousands(made.count),
            thousands(made.bytes),
            thousands(made.pages_spanned),
            thousands(made.copied)
        )
    }));
    parts.extend(evidence.blocks.iter().flat_map(blocks));
    parts.extend(evidence.resident.as_ref().and_then(resident));
    parts
}

fn blocks(blocks: &Blocks) -> Vec<String> {
    let of = counted(blocks.count as usize, "block of 4 KiB or more", "blocks of 4 KiB or more");
    let mut parts = vec![format!("{} of {} used, of {of}", size(blocks.used_at_most), size(blocks.bytes))];
    parts.extend(blocks.largest.pages.map(|pages| {
        let share = percent(pages.huge as f64 / pages.resident.max(1) as f64);
        format!("{share} of the largest ({}) on huge pages", size(blocks.largest.bytes))
    }));
    parts
}

/// Why a guard could not stay.
pub(crate) fn hoisted_why(why: HoistedWhy) -> &'static str {
    match why {
        HoistedWhy::TooOften => "it is entered so often that a guard would slow it down; samples tell its time",
        HoistedWhy::TooShort => "each entry is too short for hardware counters",
    }
}

/// What stands around a site.
pub(crate) fn surrounding(around: Surrounding) -> String {
    let what = if around.is_loop { "loop" } else { "function" };
    format!("the {what} around it, line {}", around.line)
}

/// How far the model and the processor agree; none where nothing can be compared.
pub(crate) fn agreement(agreement: &Agreement) -> Option<String> {
    let Agreement { l1d_misses, llc_misses, page_walks, remote_dram } = *agreement;
    let known = [
        (l1d_misses, "L1d misses"),
        (llc_misses, "last-level misses"),
        (page_walks, "page walks"),
        (remote_dram, "loads from another node"),
    ];
    let known = known.into_iter().filter_map(|(ratio, what)| Some((ratio?, what)));
    let parts = known.enumerate().map(|(nth, (ratio, what))| {
        let whose = if nth == 0 { "the processor's" } else { "its" };
        format!("{ratio:.2}× {whose} {what}")
    });
    let parts = parts.collect::<Vec<_>>();
    (!parts.is_empty()).then(|| format!("the model has {}", parts.join(", ")))
}

/// Where loads were answered from, in a line: the sources that answered most, and how long they took.
pub(crate) fn loads(loads: &LoadsSampled) -> String {
    let mut sources = loads.sources.clone();
    sources.sort_by(|one, other| other.1.share.total_cmp(&one.1.share));
    let one = |(source, answered): &(LoadSource, OfSource)| {
        let cycles = answered.cycles.map(|cycles| format!(" ({cycles:.0} cycles)")).unwrap_or_default();
        format!("{} from {}{cycles}", percent(answered.share), load_source(*source))
    };
    let most = sources.iter().take(SOURCES).map(one).collect::<Vec<_>>();
    format!("the processor sampled {} loads: {}", loads.samples, most.join(", "))
}

fn load_source(source: LoadSource) -> &'static str {
    match source {
        LoadSource::L1d => "L1d",
        LoadSource::Underway => "a line already on its way",
        LoadSource::L2 => "L2",
        LoadSource::Llc => "the last level",
        LoadSource::OtherCore => "another core's cache",
        LoadSource::Memory => "memory",
        LoadSource::Remote => "another node",
    }
}

/// What the site does to the resident memory, where that is much.
pub(crate) fn resident(resident: &Resident) -> Option<String> {
    let Resident { before, after, last, rose_at_most, fell_at_most, peak, .. } = *resident;
    let most = peak.unwrap_or(before.most.max(after.most));
    let is_much = |bytes: u64| bytes >= MUCH && bytes.saturating_mul(20) >= most;
    let changes = [("grows", rose_at_most), ("falls", fell_at_most)].into_iter().filter(|(_, bytes)| is_much(*bytes));
    let changes = changes.map(|(how, bytes)| format!("{how} by up to {}", size(bytes))).collect::<Vec<_>>();
    (!changes.is_empty()).then(|| {
        let changes = changes.join(" and ");
        format!(
            "resident memory {changes} in one entry: {} before the last, {} after it, {} at most",
            size(last.before),
            size(last.after),
            size(most)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::memory::{BeforeAfter, LeastMost};

    #[test]
    fn resident_memory_is_a_matter_where_it_changes() {
        let mib = 1 << 20;
        let of = |rose: u64, fell: u64, peak: u64| {
            let (before, after) = (80 * mib, 80 * mib + rose - fell);
            let range = |one| LeastMost { least: one, most: one };
            resident(&Resident {
                asked: 1,
                before: range(before),
                after: range(after),
                last: BeforeAfter { before, after },
                rose_at_most: rose,
                fell_at_most: fell,
                peak: Some(peak),
                at_end: None,
            })
        };
        let words = "resident memory falls by up to 64 MiB in one entry: 80 MiB before the last, 16 MiB after it, 90 MiB at most";
        assert_eq!(of(0, 64 * mib, 90 * mib).as_deref(), Some(words));
        let words = of(8 * mib, 0, 90 * mib).expect("it grows");
        assert!(words.starts_with("resident memory grows by up to 8 MiB in one entry"), "{words}");
        assert_eq!(of(mib / 2, 0, 90 * mib), None, "less than the system can tell");
        assert_eq!(of(8 * mib, 0, 1000 * mib), None, "little of all that there is");
    }

    #[test]
    fn the_agreement_is_a_line_of_what_can_be_compared() {
        let some = Agreement { l1d_misses: Some(0.974), page_walks: Some(12.0), ..Agreement::default() };
        let words = "the model has 0.97× the processor's L1d misses, 12.00× its page walks";
        assert_eq!(agreement(&some).as_deref(), Some(words));
        assert_eq!(agreement(&Agreement::default()), None);
    }

    #[test]
    fn loads_are_told_by_the_sources_that_answered_most() {
        let of = |share, cycles| OfSource { share, cycles };
        let sources = vec![
            (LoadSource::L1d, of(0.5, None)),
            (LoadSource::L2, of(0.125, None)),
            (LoadSource::OtherCore, of(0.25, Some(100.0))),
            (LoadSource::Memory, of(0.125, Some(300.0))),
        ];
        assert_eq!(
            loads(&LoadsSampled { samples: 12, pages: 5, cycles: Some(200.0), sources }),
            "the processor sampled 12 loads: 50 % from L1d, 25 % from another core's cache (100 cycles), 12 % from L2"
        );
    }
}
