//! From figures to verdicts and their reasons, in the words that people read.
mod subject;

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{Counters, Distances};

use locality_lints::report::Guard;

use super::{Figures, InKernel, Judgement, Of, Seen, Thresholds, judge};
use crate::report::coverage::Untraced;
use crate::report::evidence::{FunctionShare, Split, Verdict};
use crate::report::memory::{Blocks, LargestBlock, Neighbours, Pages, Slots};
use crate::report::reason::Lost;
use crate::report::run::{NoTrace, TraceObstacle};
use crate::words;

/// A million loads of a program that does nothing else.
fn figures(change: impl FnOnce(&mut Counts)) -> Figures {
    let mut counts = Counts { loads: 1_000_000, ..Counts::default() };
    change(&mut counts);
    Figures {
        entries: Some(1),
        time_share: Some(0.5),
        program_ns: 1_000_000_000,
        counts: Some(counts),
        total: Some(counts),
        lines_touched: Some(1_000_000),
        ..Figures::default()
    }
}

fn verdict(figures: &Figures) -> (Verdict, String) {
    let judgement = judge(figures, &Machine::default(), &Thresholds::default());
    (judgement.verdict, why(&judgement))
}

/// The reason in words, of a site in a `const fn`.
fn why(judgement: &Judgement) -> String {
    words::reason(&judgement.reason, &Guard::Impossible("it is a `const fn`".to_owned()))
}

/// Every fourth access fetches a line from memory and uses this many of its bytes.
fn misses(counts: &mut Counts, used: u64, streamable: bool) {
    counts.l1d_misses = 250_000;
    counts.l2_misses = 250_000;
    counts.llc_misses = 250_000;
    if streamable {
        counts.l1d_streamable = 250_000;
        counts.l2_streamable = 250_000;
        counts.llc_streamable = 250_000;
    }
    counts.bytes_fetched = 250_000 * 64;
    counts.bytes_used = 250_000 * used;
}

#[test]
fn lines_fetched_for_few_bytes_are_confirmed() {
    let (verdict, why) = verdict(&figures(|counts| misses(counts, 8, false)));
    assert_eq!(verdict, Verdict::Confirmed, "{why}");
    assert!(why.contains("12 % of the fetched bytes used"), "{why}");
}

#[test]
fn what_is_dense_and_in_order_is_refuted() {
    let (verdict, why) = verdict(&figures(|counts| misses(counts, 64, true)));
    assert_eq!(verdict, Verdict::Refuted, "{why}");
    assert!(why.contains("100 % of the bytes fetched are used"), "{why}");
    assert!(why.contains("the prefetcher fetches 100 % of its misses in time"), "{why}");
}

#[test]
fn dense_but_scattered_costs_the_waiting() {
    let (verdict, why) = verdict(&figures(|counts| misses(counts, 64, false)));
    assert_eq!(verdict, Verdict::Confirmed, "{why}");
}

/// Of a million accesses every 16th finds that another thread has written to its line, which is one of few.
fn transfers(counts: &mut Counts, of_other_bytes: u64) {
    counts.l1d_misses = 62_500;
    counts.l2_misses = 62_500;
    counts.transfers = 62_500;
    counts.false_transfers = of_other_bytes;
    counts.bytes_fetched = 62_500 * 64;
    counts.bytes_used = 62_500 * 8;
}

#[test]
fn false_sharing_is_confirmed_by_name_and_true_sharing_refuted() {
    let with = |of_other_bytes| {
        let mut figures = figures(|counts| transfers(counts, of_other_bytes));
        figures.lines_touched = Some(1);
        judge(&figures, &Machine::default(), &Thresholds::default())
    };
    let falsely = with(62_500);
    assert_eq!(falsely.verdict, Verdict::Confirmed, "{}", why(&falsely));
    let words = "in 100 % of its misses other threads wrote other bytes of the line: false sharing";
    assert!(why(&falsely).contains(words) && !why(&falsely).contains("prefetcher"), "{}", why(&falsely));
    // A cycle for each access, and 148 for each line that is taken back: nothing else is paid for these.
    let costs = 62_500.0 * 148.0;
    let avoidable = falsely.avoidable.expect("modelled").site;
    assert!((avoidable - costs / (1e6 + costs)).abs() < 1e-9, "{avoidable}");

    let truly = with(0);
    assert_eq!(truly.verdict, Verdict::Refuted, "{}", why(&truly));
    let words = "in 100 % of its misses other threads wrote the same bytes of the line, which no layout avoids";
    assert_eq!(why(&truly), words);
    assert_eq!(truly.avoidable.expect("modelled").site, 0.0);

    let half = with(31_250).avoidable.expect("modelled").site;
    assert!((half - avoidable / 2.0).abs() < 1e-9, "{half}");
}

#[test]
fn what_other_threads_take_does_not_hide_what_the_layout_costs() {
    let mut figures = figures(|counts| {
        transfers(counts, 0);
        counts.l1d_misses += 250_000;
        counts.l2_misses += 250_000;
        counts.llc_misses += 250_000;
        counts.bytes_fetched += 250_000 * 64;
        counts.bytes_used += 250_000 * 8;
    });
    let (verdict, why) = verdict(&figures);
    assert_eq!(verdict, Verdict::Confirmed, "{why}");
    assert!(!why.contains("threads"), "{why}");
    figures.time_share = Some(0.001);
    assert_eq!(self::verdict(&figures), (Verdict::Refuted, "0.10 % of the time".to_owned()));
}

#[test]
fn lines_of_another_nodes_memory_cost_more_and_are_as_avoidable_as_near_ones() {
    let with = |remote, used, streamable| {
        let figures = figures(|counts| {
            misses(counts, used, streamable);
            counts.remote_misses = remote;
        });
        let judgement = judge(&figures, &Machine::default(), &Thresholds::default());
        (judgement.avoidable.expect("modelled").site, why(&judgement))
    };
    let ((near, told), (far, told_far)) = (with(0, 8, false), with(250_000, 8, false));
    // 250 or 400 cycles a miss, of which an eighth is needed, streamed in 16 cycles or so many more as it is farther.
    let expected = |memory: f64| 0.25 * memory * (1.0 - 16.0 / 250.0 / 8.0) / (1.0 + 0.25 * memory);
    assert!((near - expected(250.0)).abs() < 1e-9 && (far - expected(400.0)).abs() < 1e-9, "{near} {far}");
    assert!(
        told_far.contains("100 % of the lines from memory are on another node") && !told.contains("node"),
        "{told}"
    );
    // What needs every line is not to be blamed for where they are.
    assert_eq!(with(250_000, 64, true).0, 0.0);
}

#[test]
fn costs_below_those_of_the_own_caches_are_not_believed() {
    let machine = Machine::parse("elsewhere=1/1").unwrap();
    let site = |change: fn(&mut Counts)| {
        judge(&figures(change), &machine, &Thresholds::default()).avoidable.expect("modelled").site
    };
    let taken = site(|counts| transfers(counts, 62_500));
    assert!((taken - 62.5 * 70.0 / (1000.0 + 62.5 * 70.0)).abs() < 1e-9, "{taken}");
    let far = |counts: &mut Counts| {
        misses(counts, 8, false);
        counts.remote_misses = 250_000;
    };
    assert_eq!(site(far), site(|counts| misses(counts, 8, false)));
}

#[test]
fn without_a_second_level_lines_that_others_take_cost_the_same() {
    let with = |text: &str, l2_misses| {
        let figures = figures(|counts| {
            transfers(counts, 62_500);
            counts.l2_misses = l2_misses;
        });
        judge(&figures, &Machine::parse(text).unwrap(), &Thresholds::default()).avoidable
    };
    assert_eq!(with("l2=none", 0), with("icelake-sp", 62_500));
}

#[test]
fn neighbours_that_lie_far_apart_are_told_and_near_ones_are_not() {
    let mut figures = figures(|counts| misses(counts, 8, false));
    let mut distances = Distances::default();
    distances.add(1 << 20, 60);
    distances.add(1, 40);
    distances.same_page = 3;
    figures.neighbours = Neighbours::of(&distances, &Machine::default());
    let (_, why) = verdict(&figures);
    let words = "a miss lies 64 MiB or more from the one before (median), 3.0 % on the same page";
    assert!(why.contains(words), "{why}");
    distances.same_page = 50;
    figures.neighbours = Neighbours::of(&distances, &Machine::default());
    assert!(!verdict(&figures).1.contains("neighbours"));
}

#[test]
fn a_block_that_is_hardly_used_is_told_where_the_walk_is_about_it() {
    let mut figures = figures(|counts| misses(counts, 8, false));
    let largest = |used_at_most| LargestBlock { bytes: 3 << 20, used_at_most, pages: None };
    let with = |largest: LargestBlock| Blocks { count: 2, bytes: 4 << 20, used_at_most: largest.used_at_most, largest };
    figures.lines_touched = Some(3000);
    figures.blocks = Some(with(largest(2900 * 64)));
    let (_, why) = verdict(&figures);
    assert!(why.contains("it uses 5.9 % of the 3 MiB block that it walks"), "{why}");
    figures.blocks = Some(with(largest(1000 * 64)));
    assert!(!verdict(&figures).1.contains("block"));
}

#[test]
fn huge_pages_are_a_matter_where_there_are_page_walks() {
    let of = |page_walks, bytes: u64, huge| {
        let mut figures = figures(|counts| misses(counts, 8, false));
        figures.counts.as_mut().expect("counts").page_walks = page_walks;
        let pages = Some(Pages { resident: bytes, huge });
        let largest = LargestBlock { bytes, used_at_most: bytes, pages };
        figures.blocks = Some(Blocks { count: 1, bytes, used_at_most: bytes, largest });
        verdict(&figures).1
    };
    let mib = 1 << 20;
    let why = of(100_000, 64 * mib, 2 * mib);
    let words =
        "10.00 page walks per 100 accesses · its 64 MiB are on small pages: huge pages would avoid the page walks";
    assert!(why.contains(words), "{why}");
    let why = of(100_000, 64 * mib, 16 * mib);
    assert!(why.contains("only 25 % of its 64 MiB are on huge pages, which avoid page walks"), "{why}");
    let why = of(100_000, 64 * mib, 62 * mib);
    let words = "97 % of its 64 MiB are on huge pages, which avoid most of these walks: the model has pages of 4 KiB";
    assert!(why.contains(words), "{why}");
    assert!(!of(100, 64 * mib, 0).contains("huge"), "there are hardly any walks");
    // 2,048 entries of the TLB: not even with huge pages is all of it in reach.
    assert!(!of(100_000, 8192 * mib, 0).contains("huge"));
}

#[test]
fn what_takes_no_time_is_refuted_however_bad_it_is() {
    let mut figures = figures(|counts| misses(counts, 8, false));
    figures.time_share = Some(0.0001);
    assert_eq!(verdict(&figures), (Verdict::Refuted, "0.01 % of the time".to_owned()));
}

#[test]
fn small_data_is_refuted_however_often_it_is_walked() {
    let mut figures = figures(|counts| counts.l1d_misses = 12);
    figures.lines_touched = Some(12);
    let words = "768 bytes at most: fits in L1d, what another form computes less is not counted";
    assert_eq!(verdict(&figures), (Verdict::Refuted, words.to_owned()));
    figures.time_share = Some(0.01);
    assert_eq!(verdict(&figures).1, "768 bytes at most: fits in L1d, 1.0 % of the time");
}

#[test]
fn what_hardly_ran_is_judged_by_nobody() {
    // Eight bytes of each line, in no order, but few lines, and over at once.
    let few = |misses: u64| {
        figures(|counts| {
            *counts = Counts {
                loads: 20_000,
                l1d_misses: misses,
                bytes_fetched: 64 * misses,
                bytes_used: 8 * misses,
                ..Counts::default()
            }
        })
    };
    let short = Figures { program_ns: 3_000_000, ..few(5_000) };
    let (verdict_of_short, why) = verdict(&short);
    assert_eq!(verdict_of_short, Verdict::Inconclusive, "{why}");
    assert!(why.contains("too little ran: 5,000 misses here, the program runs for 3.0 ms"), "{why}");
    assert!(why.contains("from 1,000 misses and 10 ms on"), "{why}");
    let (verdict_of_few, why) = verdict(&few(900));
    assert_eq!(verdict_of_few, Verdict::Inconclusive, "{why}");
    assert_eq!(verdict(&few(1_000)).0, Verdict::Confirmed);
    // What is acquitted by a long run needs no misses.
    assert_eq!(verdict(&few(3)).0, Verdict::Refuted);
    // A short one acquits nobody either: with more data it may be another matter.
    assert_eq!(verdict(&Figures { program_ns: 3_000_000, ..few(3) }).0, Verdict::Inconclusive);
    // But one that was walked a million times has shown what it is.
    let often = Figures { program_ns: 3_000_000, ..figures(|counts| counts.l1d_misses = 3) };
    assert_eq!(verdict(&often).0, Verdict::Refuted);
    // Modelled time is enough: the clock of a machine that is busy does not decide.
    let modelled = Figures { program_ns: 3_000_000, ..figures(|counts| misses(counts, 8, false)) };
    assert_eq!(verdict(&modelled).0, Verdict::Confirmed);
}

#[test]
fn a_share_that_is_known_too_little_decides_nothing() {
    let judged = |share: f64, least: f64, most: f64| {
        let mut figures = figures(|counts| misses(counts, 8, false));
        figures.time_share = Some(share);
        figures.time_within = Some(crate::report::interval::Interval { least, most });
        verdict(&figures)
    };
    assert_eq!(judged(0.10, 0.09, 0.11).0, Verdict::Confirmed);
    assert_eq!(judged(0.001, 0.0, 0.002).0, Verdict::Refuted);
    let (verdict, why) = judged(0.055, 0.04, 0.07);
    assert_eq!(verdict, Verdict::Inconclusive, "{why}");
    assert!(why.contains("avoidable between 3.") && why.contains("5.0 % is asked for"), "{why}");
}

#[test]
fn lines_that_come_for_the_first_time_are_not_avoidable() {
    let first = |first: u64| {
        verdict(&figures(|counts| {
            misses(counts, 8, false);
            counts.l1d_first = first;
        }))
    };
    assert_eq!(first(0).0, Verdict::Confirmed);
    assert_eq!(first(250_000).0, Verdict::Refuted, "{}", first(250_000).1);
}

#[test]
fn the_thresholds_decide() {
    let figures = figures(|counts| misses(counts, 8, false));
    let with = |of_site, of_program| {
        let thresholds = Thresholds { of_site, of_program, ..Thresholds::default() };
        let judgement = judge(&figures, &Machine::default(), &thresholds);
        (judgement.verdict, why(&judgement))
    };
    assert_eq!(with(0.5, 0.3).0, Verdict::Confirmed);
    let cases = [
        (0.999, 0.0, "avoidable 98 % of the site: less than the 99.9 % asked for"),
        (0.0, 0.9, "50 % of the time"),
        (0.0, 0.495, "avoidable 49 % of the program (98 % of the site): less than the 50 % asked for"),
        (0.999, 0.495, "avoidable 98 % of the site, 49 % of the program: less than the 99.9 % and 50 % asked for"),
    ];
    for (of_site, of_program, words) in cases {
        let (verdict, why) = with(of_site, of_program);
        assert_eq!((verdict, why.as_str()), (Verdict::Refuted, words));
    }
}

#[test]
fn what_rests_on_little_of_the_program_is_inconclusive_unless_it_holds_at_worst() {
    let with = |traced: f64, share: f64, change: fn(&mut Counts)| {
        let mut figures = figures(change);
        figures.time_share = Some(share);
        let untraced = vec![(Untraced::Library("libc.so.6".to_owned()), 1.0 - traced)];
        figures.seen = Some(Seen { traced, untraced, samples: 1000, ..Seen::default() });
        verdict(&figures)
    };
    let sparse: fn(&mut Counts) = |counts| misses(counts, 8, false);
    let dense: fn(&mut Counts) = |counts| misses(counts, 64, true);
    assert_eq!(with(0.7, 0.3, sparse).0, Verdict::Confirmed);
    let (verdict, why) = with(0.5, 0.3, sparse);
    assert_eq!(verdict, Verdict::Inconclusive);
    assert!(why.contains("only 50 % of the program's time") && why.contains("50 % in the library libc.so.6"), "{why}");
    // Nine tenths of the time is the site's: most of it must have been seen, whatever else was not.
    assert_eq!(with(0.5, 0.9, sparse).0, Verdict::Confirmed);
    assert_eq!(with(0.5, 0.9, dense).0, Verdict::Inconclusive);
    assert_eq!(with(0.7, 0.9, dense).0, Verdict::Refuted);
    // Time acquits, however little was seen.
    assert_eq!(with(0.1, 0.001, sparse).0, Verdict::Refuted);
}

#[test]
fn few_samples_make_nothing_inconclusive() {
    let with = |traced: f64, samples: u64| {
        let mut figures = figures(|counts| misses(counts, 8, false));
        figures.seen = Some(Seen { of: Of::Site, traced, samples, ..Seen::default() });
        // So much that what was not traced could make the difference.
        let thresholds = Thresholds { of_site: 0.5, ..Thresholds::default() };
        judge(&figures, &Machine::default(), &thresholds).verdict
    };
    // Of Wilson's interval the upper end is 0.687 for 4 of 10, 0.498 for 40 of 100, and 0.532 for 3 of 12.
    assert_eq!(with(0.4, 10), Verdict::Confirmed);
    assert_eq!(with(0.4, 100), Verdict::Inconclusive);
    assert_eq!(with(0.25, 12), Verdict::Inconclusive);
}

#[test]
fn whose_the_misses_are_is_said_where_it_matters() {
    let said = |container: f64, functions: &[(&str, f64)]| {
        let functions =
            functions.iter().map(|(name, share)| FunctionShare { function: (*name).to_owned(), share: *share });
        let mut figures = figures(|counts| misses(counts, 8, false));
        figures.split = Some(Split { container, user: 1.0 - container, functions: functions.collect() });
        verdict(&figures).1
    };
    let why = said(0.71, &[("std::collections::hash::map::Iter::next", 0.70), ("alloc::vec::Vec::index", 0.01)]);
    assert!(
        why.ends_with("71 % of the misses are in the iterator (`std::collections::hash::map::Iter::next`)"),
        "{why}"
    );
    let why = said(0.5, &[("alloc::vec::Vec::index", 0.5)]);
    assert!(why.ends_with("50 % of the misses are the container's own, in `alloc::vec::Vec::index`"), "{why}");
    let why = said(0.6, &[("alloc::vec::Vec::index", 0.4), ("alloc::rc::Rc::clone", 0.2)]);
    assert!(
        why.ends_with("60 % of the misses are the container's own, most of them in `alloc::vec::Vec::index`"),
        "{why}"
    );
    let why = said(0.2, &[("alloc::vec::Vec::index", 0.2)]);
    assert!(!why.contains("own") && !why.contains("iterator"), "{why}");
}

#[test]
fn an_empty_map_is_said_to_be_at_least_so_empty() {
    let said = |visited, used_at_most| {
        let mut figures = figures(|counts| misses(counts, 8, false));
        figures.slots = Some(Slots { visited, used_at_most });
        verdict(&figures).1
    };
    let why = said(1 << 20, 1 << 16);
    assert!(why.contains("at least 93 % of the 1,048,576 slots visited are empty"), "{why}");
    assert!(!said(100, 50).contains("slots"));
    assert!(!said(100, 1000).contains("slots"));
}

#[test]
fn without_a_trace_only_time_can_acquit() {
    let mut figures = Figures { entries: Some(3), program_ns: 1_000_000_000, ..Figures::default() };
    figures.untraced = Some(NoTrace::Toolchain(TraceObstacle::Callback("f".to_owned())));
    figures.time_share = Some(0.002);
    assert_eq!(verdict(&figures).0, Verdict::Refuted);
    figures.time_share = Some(0.3);
    assert_eq!(verdict(&figures).0, Verdict::Inconclusive);
    figures.time_share = Some(0.002);
    figures.program_ns = 400_000;
    assert_eq!(verdict(&figures).0, Verdict::Inconclusive);
    figures.entries = Some(0);
    assert_eq!(verdict(&figures).0, Verdict::NotReached);
    assert_eq!(verdict(&figures).1, "this workload never runs it");
    figures.is_left_out = true;
    assert_eq!(verdict(&figures).0, Verdict::NotReached);
    assert_eq!(verdict(&figures).1, "it is not in this build");
}

#[test]
fn without_a_trace_the_processors_counters_bound_what_misses_cost() {
    let with = |remote_dram: Option<u64>| {
        let hardware = Counters {
            cycles: Some(100_000_000),
            l1d_misses: Some(30_000),
            llc_misses: Some(30_000),
            remote_dram,
            counted: Some(3),
            ..Counters::default()
        };
        verdict(&Figures {
            entries: Some(3),
            program_ns: 1_000_000_000,
            time_share: Some(0.6),
            hardware: Some(hardware),
            ..Figures::default()
        })
    };
    // 30,000 times 250 cycles of a hundred million are under the tenth that is asked for; 400 each are above.
    let (verdict, why) = with(None);
    assert_eq!(verdict, Verdict::Refuted);
    assert!(why.contains("at most 7.5 % of its cycles"), "{why}");
    let (verdict, why) = with(Some(30_000));
    assert_eq!(verdict, Verdict::Inconclusive);
    assert!(why.contains("up to 12 % of its cycles"), "{why}");
    // No more of them can be remote than there are.
    assert_eq!(with(Some(1 << 40)).1, why);
}

#[test]
fn a_lost_guard_is_no_acquittal() {
    let figures = Figures { lost: Some(Lost::Impossible), ..Figures::default() };
    let (verdict, why) = verdict(&figures);
    assert_eq!(verdict, Verdict::Inconclusive);
    assert!(why.contains("it is a `const fn`"), "{why}");
}

#[test]
fn near_the_line_what_the_kernel_takes_decides_nothing() {
    let of = |share: f64| {
        let figures = figures(|counts| misses(counts, 8, false));
        verdict(&Figures { kernel: InKernel { share, faults: share }, ..figures })
    };
    assert_eq!(of(0.2).0, Verdict::Confirmed);
    // Between a tenth of the site's time and none, as exactly as such a share is known.
    let (verdict, why) = of(0.895);
    assert_eq!(verdict, Verdict::Inconclusive, "{why}");
    assert!(
        why.contains("of the site, as exactly as its time is known, and how much of that passes in the kernel"),
        "{why}"
    );
    assert!(why.contains("`avoidable_of_site`"), "{why}");
    assert_eq!(of(1.0).0, Verdict::Refuted);
}

/// A quarter of a million misses of memory for one byte in eight, by a site that takes half of a program of so many milliseconds.
fn taking(milliseconds: f64) -> Figures {
    let ns = milliseconds * 1e6;
    let figures = figures(|counts| misses(counts, 8, false));
    Figures { program_ns: ns as u64, traced_ns: Some(ns), ..figures }
}

#[test]
fn what_a_site_does_beside_waiting_stays() {
    // In the model it takes 21 ms: nearly all of it for misses.
    let share = |milliseconds| {
        judge(&taking(milliseconds), &Machine::default(), &Thresholds::default()).avoidable.expect("known").site
    };
    let (modelled, slower, slow) = (share(2.0 * 21.2), share(84.0), share(2000.0));
    assert!(modelled > 0.9, "{modelled}");
    assert!((slower - modelled / 2.0).abs() < 0.02, "{slower}");
    assert!(slow < 0.03, "{slow}");
    assert_eq!(verdict(&taking(2000.0)).0, Verdict::Refuted);
}

#[test]
fn misses_that_overlap_save_less_than_they_would_alone() {
    let share = |milliseconds| {
        judge(&taking(milliseconds), &Machine::default(), &Thresholds::default()).avoidable.expect("known").site
    };
    let (modelled, overlapped) = (share(2.0 * 21.0), share(4.0));
    assert!(overlapped < modelled && overlapped > 0.7, "{modelled} {overlapped}");
    assert_eq!(verdict(&taking(4.0)).0, Verdict::Confirmed);
    // A million accesses take a third of a millisecond, and the lines that are needed a sixth.
    let (hidden, why) = verdict(&taking(1.0));
    assert_eq!(hidden, Verdict::Inconclusive, "{why}");
    assert!(why.contains("it runs in 0.5 ms, and would take 21.2 ms in the model"), "{why}");
}
