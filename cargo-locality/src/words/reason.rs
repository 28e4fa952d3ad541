//! What led to a verdict, in words.
use camino::Utf8Path;
use locality_lints::report::Guard;

use super::{no_trace, of, percent, size, surrounding, thousands, untraced};
use crate::report::coverage::Of;
use crate::report::memory::{Conflicts, Structure};
use crate::report::reason::{Cost, Lost, OfMisses, Reason, Relief};
use crate::report::run::NoTrace;

fn milliseconds(ns: f64) -> String {
    format!("{:.1} ms", ns / 1e6)
}

/// The reason, in one line. `guard` is the site's.
pub fn reason(reason: &Reason, guard: &Guard) -> String {
    match reason {
        Reason::NeverRuns => "this workload never runs it".to_owned(),
        Reason::StoppedBefore => "not reached before the run was stopped (`--timeout`)".to_owned(),
        Reason::NotInBuild => "it is not in this build".to_owned(),
        Reason::NoGuard(why) => {
            format!("there is no guard here ({}), and no traced access is on its lines", lost(why, guard))
        }
        Reason::TooLittleRan { misses, program_ns, asked_ns } => {
            let ms = |ns: u64| format!("{:.0} ms", ns as f64 / 1e6);
            let ran = if program_ns < asked_ns {
                format!("the program runs for {}", milliseconds(*program_ns as f64))
            } else {
                format!("the program runs for {}", ms(*program_ns))
            };
            let (here, asked) = misses.map_or_else(Default::default, |OfMisses { misses, asked }| {
                (format!("{} misses here, ", thousands(misses)), format!("{} misses and ", thousands(asked)))
            });
            let asked_ns = ms(*asked_ns);
            format!("too little ran: {here}{ran}; from {asked}{asked_ns} on it can be judged, by a larger workload")
        }
        Reason::Hidden { model_ns, ns } => format!(
            "it runs in {}, and would take {} in the model: this processor hides what could be saved, as far as can be told",
            milliseconds(*ns),
            milliseconds(*model_ns)
        ),
        Reason::Overlaps(share) => format!(
            "L2 answers {} of its misses, and a core hardly waits where it knows each address beforehand: what another order gains is \
             not known",
            percent(*share)
        ),
        Reason::Searched(most) => format!(
            "a search goes where data leads it: what it gains by nodes side by side is not known, {} of the site at most",
            percent(*most)
        ),
        Reason::Order(most) => format!(
            "it goes to rows in an order that one sequence does not change (data picks them, or it goes down columns): what that gains is \
             not known, {} of the site at most",
            percent(*most)
        ),
        Reason::Borderline { of: whose, share, asked } => {
            let (known, setting) = match whose {
                Of::Site => ("its time is known, and how much of that passes in the kernel", "avoidable_of_site"),
                Of::Program => ("the time is known", "avoidable_of_program"),
            };
            format!(
                "avoidable between {} and {} of the {}, as exactly as {known}: {} is asked for (`{setting}`)",
                percent(share.least),
                percent(share.most),
                of(*whose),
                percent(*asked)
            )
        }
        Reason::LittleTraced { traced, of: whose, most, asked } => {
            let what = most.as_ref().map(|(what, share)| format!(", {} in {}", percent(*share), untraced(what)));
            format!(
                "only {} of the {}'s time passes in traced code{}: less than the {} asked for (`--traced`)",
                percent(*traced),
                of(*whose),
                what.unwrap_or_default(),
                percent(*asked)
            )
        }
        Reason::SubjectNotSeen => {
            "no traced access is known to reach the data that this is about, so what the loop pays may be for other data".to_owned()
        }
        Reason::SubjectUnsure(share) => format!(
            "of {} of its misses it is not known whether they are of the data that this is about",
            percent(*share)
        ),
        Reason::WorkUnsure(share) => format!(
            "of {} of its accesses it is not known whether they are of the work that the rewrite does without",
            percent(*share)
        ),
        Reason::Pays(costs) => costs.iter().map(cost).collect::<Vec<_>>().join(" · "),
        Reason::Spared(reliefs) => reliefs.iter().map(relief).collect::<Vec<_>>().join(", "),
        Reason::Unmeasured(why) => why.as_ref().map_or_else(|| "nothing was measured".to_owned(), no_trace),
        Reason::TooShort { untraced, program_ns } => {
            let ms = *program_ns as f64 / 1e6;
            format!("{}, and a workload of {ms:.1} ms is too short to judge by time", no_access(untraced.as_ref()))
        }
        Reason::LittleTime(share) => format!("{} of the time", percent(*share)),
        Reason::MissesAround { around, cycles, enough } => {
            let what = format!(
                "the misses counted at {} cost up to {} of the cycles there",
                surrounding(*around),
                percent(*cycles)
            );
            if *enough { format!("{what}; only a trace can tell how much of this belongs to the site") } else { what }
        }
        Reason::Misses { cycles, enough: false } => {
            format!("by the processor's counters, its misses cost at most {} of its cycles", percent(*cycles))
        }
        Reason::Misses { cycles, enough: true } => format!(
            "by the processor's counters, its misses cost up to {} of its cycles; only a trace can tell how much of this is avoidable",
            percent(*cycles)
        ),
        Reason::ShortEntries { time_share } => {
            format!("{} of the time, but each entry is too short for hardware counters", percent(*time_share))
        }
        Reason::TimeOnly { time_share, untraced } => format!(
            "{} of the time; {}, so it is not known how much of this is memory",
            percent(*time_share),
            no_access(untraced.as_ref())
        ),
    }
}

fn no_access(why: Option<&NoTrace>) -> String {
    why.map_or_else(|| "no access of it was traced".to_owned(), no_trace)
}

/// Why a site has no guard.
fn lost(lost: &Lost, guard: &Guard) -> String {
    match (lost, guard) {
        (Lost::Impossible, Guard::Impossible(why)) => why.clone(),
        (Lost::Impossible, _) => "none can stand there".to_owned(),
        (Lost::Unreadable { error }, _) => error.clone(),
        (Lost::Changed, _) => "the file is not the one that was checked".to_owned(),
        (Lost::DoesNotCompile { error }, _) => format!("with the guard it does not compile: {error}"),
    }
}

/// What of the misses are conflicts.
pub(crate) fn conflicts(all: &[Conflicts]) -> String {
    let of = |one: &Conflicts| {
        let of = match one.of {
            Structure::L1d => "L1d",
            Structure::L2 => "L2",
            Structure::Llc => "LLC",
            Structure::Dtlb => "data-TLB",
            Structure::Stlb => "second-level-TLB",
        };
        format!("{} of the {of} misses", percent(one.share))
    };
    let told = all.iter().map(of).collect::<Vec<_>>();
    let what = match told.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => told.join(""),
    };
    format!("{what} are conflicts: what falls into the same set pushes each other out")
}

fn cost(cost: &Cost) -> String {
    match cost {
        Cost::Misses(share) => format!("{} of its accesses miss L1d", percent(*share)),
        Cost::FalseSharing(share) => {
            format!("in {} of its misses other threads wrote other bytes of the line: false sharing", percent(*share))
        }
        Cost::TrueSharing(share) => {
            format!("in {} of its misses other threads wrote the same bytes of the line", percent(*share))
        }
        Cost::Density(share) => format!("{} of the fetched bytes used", percent(*share)),
        Cost::Irregular(share) => {
            format!("a prefetcher cannot follow {} of the misses", percent(*share))
        }
        Cost::Conflicts(all) => conflicts(all),
        Cost::Remote(share) => format!(
            "{} of the lines from memory are on another node, where another thread touched them first",
            percent(*share)
        ),
        Cost::PageWalks(per_access) => format!("{:.2} page walks per 100 accesses", 100.0 * per_access),
        Cost::PageFaults(share) => {
            format!("{} of its time passes in page faults: it touches fresh pages", percent(*share))
        }
        Cost::SmallPages { bytes } => {
            format!("its {} are on small pages: huge pages would avoid the page walks", size(*bytes))
        }
        Cost::FewHugePages { share, bytes } => {
            format!("only {} of its {} are on huge pages, which avoid page walks", percent(*share), size(*bytes))
        }
        Cost::HugePages { share, bytes, page } => format!(
            "{} of its {} are on huge pages, which avoid most of these walks: the model has pages of {}",
            percent(*share),
            size(*bytes),
            size(*page)
        ),
        Cost::Stride { bytes, same_page } => {
            format!("{}, {} on the same page", stride(*bytes), percent(*same_page))
        }
        Cost::FarNeighbours { median, same_page } => format!(
            "a miss lies {} or more from the one before (median), {} on the same page",
            size(*median),
            percent(*same_page)
        ),
        Cost::Unfilled { used, bytes } => {
            format!("it uses {} of the {} block that it walks", percent(*used), size(*bytes))
        }
        Cost::EmptySlots { at_least, visited } => {
            // What is a bound from below is not rounded up.
            let share = if *at_least < 0.90 { *at_least } else { (at_least * 100.0).floor() / 100.0 };
            format!("at least {} of the {} slots visited are empty", percent(share), thousands(*visited))
        }
        Cost::Payload(share) => {
            format!("{} of the misses are in what its elements own, which this rewrite does not move", percent(*share))
        }
        Cost::Hops(share) => format!("{} of the misses are two hops away or more", percent(*share)),
        Cost::Lines(share) => format!("the rewrite fetches {} of its lines no more", percent(*share)),
        // A length that stays in a register is never seen to change.
        Cost::Moves { times: 0, bytes } => format!("elements are moved, {} in all", size(*bytes)),
        Cost::Moves { times, bytes } => {
            format!("elements are moved {} times, {} each time", thousands(*times), size(*bytes))
        }
        Cost::LookUps(share) => {
            format!("{} of its modelled cycles look up again what was looked up before", percent(*share))
        }
        Cost::Container { share, function, alone } => container(*share, function, *alone),
    }
}

/// How far nearly every miss is from the one before.
pub(crate) fn stride(bytes: u64) -> String {
    format!("nearly every miss lies {} to {} from the one before", size(bytes), size(bytes.saturating_mul(2)))
}

/// What of the misses is not the user's doing.
fn container(share: f64, function: &str, alone: bool) -> String {
    let share = percent(share);
    let walks = ["next", "next_back", "fold", "try_fold", "nth", "into_iter", "iter"];
    if alone && walks.iter().any(|walk| function.ends_with(&format!("::{walk}"))) {
        return format!("{share} of the misses are in the iterator (`{function}`)");
    }
    let most = if alone { "in" } else { "most of them in" };
    format!("{share} of the misses are the container's own, {most} `{function}`")
}

fn relief(relief: &Relief) -> String {
    match relief {
        Relief::TrueSharing(share) => format!(
            "in {} of its misses other threads wrote the same bytes of the line, which no layout avoids",
            percent(*share)
        ),
        Relief::FitsInL1d { bytes } => format!("{} at most: fits in L1d", whole_size(*bytes)),
        Relief::Hits(share) => format!("L1d answers {} of its accesses", percent(*share)),
        Relief::Density(share) => format!("{} of the bytes fetched are used", percent(*share)),
        Relief::Streamed(share) => format!("the prefetcher fetches {} of its misses in time", percent(*share)),
        Relief::Payload(share) => {
            format!("{} of the misses are in what its elements own: this rewrite does not move that", percent(*share))
        }
        // A line outside of the workspace tells a reader less than the function that it is in.
        Relief::Elsewhere { function: Some(function), file, line } if !Utf8Path::new(file).is_absolute() => {
            format!("the loop pays for `{file}:{line}`, other data, in `{function}`: this rewrite does not change that")
        }
        Relief::Elsewhere { function: Some(function), .. } => {
            format!("the loop pays for other data, in `{function}`: this rewrite does not change that")
        }
        Relief::Elsewhere { file, line, .. } => {
            format!("the loop pays for `{file}:{line}`, other data: this rewrite does not change that")
        }
        Relief::Moves { times, bytes } => format!(
            "elements are moved {} times, but {} each time: as dear as what would take the place of it",
            thousands(*times),
            whole_size(*bytes)
        ),
        Relief::FewMoves(share) => format!("{} of its modelled cycles move elements", percent(*share)),
        Relief::LookUps(share) => {
            format!("{} of its modelled cycles look up again what was looked up before", percent(*share))
        }
        Relief::Beside => "what another form computes less is not counted".to_owned(),
        Relief::Time(share) => format!("{} of the time", percent(*share)),
        Relief::Cycles(share) => format!("{} of the modelled cycles", percent(*share)),
        Relief::LessThanAsked { avoidable, asked } if avoidable.site >= asked.site => format!(
            "avoidable {} of the program ({} of the site): less than the {} asked for",
            percent(avoidable.program),
            percent(avoidable.site),
            percent(asked.program)
        ),
        Relief::LessThanAsked { avoidable, asked } if avoidable.program >= asked.program => format!(
            "avoidable {} of the site: less than the {} asked for",
            percent(avoidable.site),
            percent(asked.site)
        ),
        Relief::LessThanAsked { avoidable, asked } => format!(
            "avoidable {} of the site, {} of the program: less than the {} and {} asked for",
            percent(avoidable.site),
            percent(avoidable.program),
            percent(asked.site),
            percent(asked.program)
        ),
    }
}

/// Bytes that are a bound, in whole kibibytes.
fn whole_size(bytes: u64) -> String {
    if bytes < 2048 { format!("{bytes} bytes") } else { format!("{} KiB", bytes / 1024) }
}
