//! A site pays for the data that its finding is about, and for no other.
use super::*;
use crate::confirm::cost::cycles;
use crate::report::evidence::{LineShare, OfSubject, Saved};

/// A site that misses much, of which these misses are its data's, and of these it is not known.
fn site(own: Counts, is_seen: bool, unsure: f64) -> Figures {
    let share = own.l1d_misses as f64 / 250_000.0;
    Figures {
        subject: Some(OfSubject {
            is_seen,
            counts: own,
            share,
            unsure,
            payload: 0.0,
            saved: Saved::Unused,
            spared: Counts::default(),
            hops: [0; 4],
        }),
        elsewhere: Some(LineShare {
            file: "src/main.rs".to_owned(),
            line: 8,
            function: None,
            share: 1.0 - share,
            l1d_misses: 250_000 - own.l1d_misses,
            neighbours: None,
        }),
        ..figures(|counts| misses(counts, 8, false))
    }
}

fn all() -> Counts {
    let mut all = Counts { loads: 1_000_000, ..Counts::default() };
    misses(&mut all, 8, false);
    all
}

fn few() -> Counts {
    Counts { loads: 10_000, l1d_misses: 2_500, bytes_fetched: 2_500 * 64, bytes_used: 2_500 * 8, ..Counts::default() }
}

#[test]
fn what_other_data_costs_is_told_and_not_charged() {
    let (verdict, why) = verdict(&site(few(), true, 0.0));
    assert_eq!(verdict, Verdict::Refuted, "{why}");
    assert_eq!(why, "the loop pays for `src/main.rs:8`, other data: this rewrite does not change that");
}

#[test]
fn what_its_own_data_costs_is_confirmed() {
    let (verdict, why) = verdict(&site(all(), true, 0.0));
    assert_eq!(verdict, Verdict::Confirmed, "{why}");
    assert!(why.contains("25 % of its accesses miss L1d"), "{why}");
}

#[test]
fn what_is_not_known_to_be_its_own_confirms_nothing() {
    let (unseen, why) = verdict(&site(Counts::default(), false, 0.0));
    assert_eq!(unseen, Verdict::Inconclusive, "{why}");
    assert!(why.starts_with("no traced access is known to reach the data"), "{why}");
    let (unsure, why) = verdict(&site(few(), true, 0.5));
    assert_eq!(unsure, Verdict::Inconclusive, "{why}");
    assert_eq!(why, "of 50 % of its misses it is not known whether they are of the data that this is about");
}

#[test]
fn what_is_too_little_with_all_of_it_is_refuted_whosever_it_is() {
    let little = Figures { time_share: Some(0.001), ..site(Counts::default(), false, 0.0) };
    let (verdict, why) = verdict(&little);
    assert_eq!(verdict, Verdict::Refuted, "{why}");
    assert_eq!(why, "0.10 % of the time");
}

/// A site of a million loads, of which these are work that the rewrite does without.
fn work(saved: Saved, work: Counts) -> Figures {
    let mut figures = figures(|_| {});
    let subject = OfSubject {
        is_seen: true,
        counts: work,
        share: 0.0,
        unsure: 0.0,
        payload: 0.0,
        saved,
        spared: Counts::default(),
        hops: [0; 4],
    };
    figures.subject = Some(subject);
    figures
}

#[test]
fn work_that_is_done_for_nothing_needs_no_misses_to_cost() {
    let again = |loads: u64| verdict(&work(Saved::LookUps, Counts { loads, ..Counts::default() }));
    let (half, why) = again(500_000);
    assert_eq!(
        (half, why.as_str()),
        (Verdict::Confirmed, "50 % of its modelled cycles look up again what was looked up before")
    );
    let (seldom, why) = again(10_000);
    assert_eq!(
        (seldom, why.as_str()),
        (Verdict::Refuted, "1.0 % of its modelled cycles look up again what was looked up before")
    );
}

#[test]
fn work_of_a_program_that_hardly_ran_is_not_judged_however_many_accesses_it_makes() {
    let some = Counts { loads: 30_000, ..Counts::default() };
    let short = Figures {
        counts: Some(Counts { loads: 60_000, ..Counts::default() }),
        total: Some(Counts { loads: 70_000, ..Counts::default() }),
        program_ns: 200_000,
        ..work(Saved::LookUps, some)
    };
    let (verdict, why) = verdict(&short);
    assert_eq!(verdict, Verdict::Inconclusive, "{why}");
    assert!(why.starts_with("too little ran: the program runs for 0.2 ms; from 10 ms on"), "{why}");
}

#[test]
fn work_that_was_not_seen_is_no_reason_to_refute() {
    let mut unseen = work(Saved::LookUps, Counts::default());
    unseen.subject.as_mut().expect("it has one").is_seen = false;
    let (verdict, why) = verdict(&unseen);
    assert_eq!(verdict, Verdict::Inconclusive, "{why}");
}

#[test]
fn work_that_computes_more_than_it_looks_up_is_refuted_by_what_decides() {
    let half = Counts { loads: 500_000, ..Counts::default() };
    // A hundred times as long as its accesses.
    let figures = Figures { time_share: Some(1.0), traced_ns: Some(33e6), ..work(Saved::LookUps, half) };
    let (verdict, why) = verdict(&figures);
    assert_eq!(verdict, Verdict::Refuted, "{why}");
    assert!(why.starts_with("avoidable "), "{why}");
    let of_program = Figures { time_share: Some(0.01), ..work(Saved::LookUps, half) };
    assert_eq!(self::verdict(&of_program).1, "1.0 % of the time");
    // Moves that are few, but long.
    let moves = Saved::Moves { times: 2, bytes: 400 << 10 };
    let few = Counts { loads: 5_000, stores: 5_000, ..Counts::default() };
    assert_eq!(self::verdict(&work(moves, few)).1, "1.0 % of its modelled cycles move elements");
}

#[test]
fn moves_cost_beyond_what_takes_the_place_of_them() {
    let moved = |times: u64| {
        let lines = 250_000;
        let saved = Saved::Moves { times, bytes: lines * 64 };
        verdict(&work(saved, Counts { loads: lines, stores: lines, ..Counts::default() }))
    };
    let (far, why) = moved(1_000);
    assert_eq!(far, Verdict::Confirmed, "{why}");
    assert!(why.starts_with("elements are moved 1,000 times, "), "{why}");
    let (near, why) = moved(125_000);
    assert_eq!(near, Verdict::Refuted, "{why}");
    assert!(why.starts_with("elements are moved 125,000 times, but 128 bytes each time"), "{why}");
}

#[test]
fn lines_that_are_dense_and_in_order_cost_where_the_rewrite_fetches_fewer() {
    let mut all = Counts { loads: 1_000_000, ..Counts::default() };
    misses(&mut all, 64, true);
    let with = |share: f64| {
        let subject = OfSubject { saved: Saved::Lines(share), ..site(all, true, 0.0).subject.expect("it has one") };
        verdict(&Figures { subject: Some(subject), ..figures(|counts| misses(counts, 64, true)) })
    };
    let (half, why) = with(0.5);
    assert_eq!(half, Verdict::Confirmed, "{why}");
    assert!(why.contains("the rewrite fetches 50 % of its lines no more"), "{why}");
    let (none, why) = with(0.0);
    assert_eq!(none, Verdict::Refuted, "{why}");
}

#[test]
fn what_a_search_gains_is_not_known() {
    let with = |used: u64, saved: Saved| {
        let mut all = Counts { loads: 1_000_000, ..Counts::default() };
        misses(&mut all, used, false);
        let subject = OfSubject { saved, ..site(all, true, 0.0).subject.expect("it has one") };
        let figures = Figures { subject: Some(subject), ..figures(|counts| misses(counts, used, false)) };
        judge(&figures, &Machine::default(), &Thresholds::default())
    };
    // Nodes that are read to the last byte are waited for as long side by side: a walk along them would be streamed.
    assert_eq!(with(64, Saved::Unused).verdict, Verdict::Confirmed);
    let searched = with(64, Saved::Searched);
    assert_eq!(searched.verdict, Verdict::Inconclusive);
    assert!(why(&searched).starts_with("a search goes where data leads it"), "{}", why(&searched));
    // Rows that data picks are as far from each other in one sequence.
    let picked = with(64, Saved::Order);
    assert_eq!(picked.verdict, Verdict::Inconclusive);
    assert!(why(&picked).contains("an order that one sequence does not change"), "{}", why(&picked));
    assert_eq!(with(0, Saved::Order).verdict, Verdict::Inconclusive);
}

#[test]
fn data_that_becomes_smaller_saves_no_line_of_which_little_is_used() {
    let mut all = Counts { loads: 1_000_000, ..Counts::default() };
    misses(&mut all, 8, false);
    let subject = OfSubject { saved: Saved::Lines(0.5), ..site(all, true, 0.0).subject.expect("it has one") };
    let figures = Figures { subject: Some(subject), ..figures(|counts| misses(counts, 8, false)) };
    assert_eq!(verdict(&figures).0, Verdict::Refuted);
}

#[test]
fn a_core_does_not_wait_for_l2_where_no_address_waits_for_a_load() {
    let with = |l2_misses: u64, saved: Saved| {
        let near = |counts: &mut Counts| {
            misses(counts, 8, false);
            (counts.l2_misses, counts.llc_misses) = (l2_misses, l2_misses.min(counts.llc_misses));
        };
        let mut all = Counts { loads: 1_000_000, ..Counts::default() };
        near(&mut all);
        let subject = OfSubject { saved, ..site(all, true, 0.0).subject.expect("it has one") };
        let figures = Figures { subject: Some(subject), ..figures(near) };
        judge(&figures, &Machine::default(), &Thresholds::default())
    };
    // Links that stay in L2, and a gather.
    assert_eq!(with(0, Saved::Unused).verdict, Verdict::Confirmed);
    let near = with(0, Saved::Independent);
    assert_eq!(near.verdict, Verdict::Inconclusive);
    assert!(why(&near).starts_with("L2 answers 100 % of its misses, and a core hardly waits"), "{}", why(&near));
    // From farther away lines come no faster than a prefetcher fetches them: those of other bytes are for nothing.
    let far = with(250_000, Saved::Independent);
    assert_eq!(far.verdict, Verdict::Confirmed);
    let (waits, overlaps) = (with(250_000, Saved::Unused).avoidable.unwrap(), far.avoidable.unwrap());
    assert!(overlaps.site < waits.site && overlaps.site > 0.5, "{overlaps:?} {waits:?}");
}

#[test]
fn empty_slots_cost_what_looks_at_them_beside_what_that_misses() {
    let with = |spared: Counts| {
        let mut all = Counts { loads: 1_000_000, ..Counts::default() };
        misses(&mut all, 32, true);
        let subject = OfSubject { spared, ..site(all, true, 0.0).subject.expect("it has one") };
        let figures = Figures { subject: Some(subject), ..figures(|counts| misses(counts, 32, true)) };
        judge(&figures, &Machine::default(), &Thresholds::default()).avoidable.expect("modelled").site
    };
    let (misses, both) =
        (with(Counts::default()), with(Counts { loads: 300_000, stores: 100_000, ..Counts::default() }));
    let own =
        cycles(&figures(|counts| self::misses(counts, 32, true)).counts.expect("it is traced"), &Machine::default());
    assert!(misses > 0.0 && (both - misses - 400_000.0 / own).abs() < 1e-9, "{misses} {both}");
}

#[test]
fn of_two_hops_the_one_that_goes_is_saved() {
    let with = |saved: Saved| {
        let subject = OfSubject { saved, ..site(all(), true, 0.0).subject.expect("it has one") };
        let figures = Figures { subject: Some(subject), ..figures(|counts| misses(counts, 8, false)) };
        judge(&figures, &Machine::default(), &Thresholds::default()).avoidable.expect("modelled").site
    };
    assert!((with(Saved::Hop(0.5)) * 2.0 - with(Saved::Unused)).abs() < 1e-9);
}

#[test]
fn calls_that_are_not_foreseen_stay() {
    let with = |saved: Saved, took_ns: f64| {
        let subject = OfSubject { saved, ..site(all(), true, 0.0).subject.expect("it has one") };
        let figures = figures(|counts| misses(counts, 8, false));
        let figures = Figures { subject: Some(subject), time_share: Some(1.0), traced_ns: Some(took_ns), ..figures };
        judge(&figures, &Machine::default(), &Thresholds::default()).avoidable.expect("modelled").site
    };
    // 3 ms are 9 million cycles, for a million loads: of 250,000 calls 3.75 million may be what a wrong guess costs.
    let (all, without) = (with(Saved::Unused, 3e6), with(Saved::Dispatched(250_000), 3e6));
    assert!(without > 0.1 && without < all - 0.3, "{all} {without}");
    // A site that takes longer than its model computes whatever it is.
    assert!((with(Saved::Unused, 9e7) - with(Saved::Dispatched(250_000), 9e7)).abs() < 1e-9);
}
