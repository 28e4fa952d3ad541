//! A site pays for the data that its finding is about, and for no other.
use super::*;
use crate::report::evidence::{LineShare, OfSubject};

/// A site that misses much, of which these misses are its data's, and of these it is not known.
fn site(own: Counts, is_seen: bool, unsure: f64) -> Figures {
    let share = own.l1d_misses as f64 / 250_000.0;
    Figures {
        subject: Some(OfSubject { is_seen, counts: own, share, unsure, payload: 0.0, spared: Counts::default() }),
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

/// A vector in L2 that moves all of itself in each turn: dense, and in order.
fn moved() -> Figures {
    let counts = Counts {
        loads: 40_000_000,
        stores: 40_000_000,
        l1d_misses: 20_000_000,
        l1d_streamable: 20_000_000,
        bytes_fetched: 20_000_000 * 64,
        bytes_used: 20_000_000 * 64,
        ..Counts::default()
    };
    let spared = Counts { loads: 38_000_000, stores: 38_000_000, l1d_misses: 19_000_000, ..counts };
    let subject = OfSubject { is_seen: true, counts, share: 1.0, unsure: 0.0, payload: 0.0, spared };
    // The 120 million cycles of the model, of a program that does nothing else.
    let program_ns = 40_000_000;
    let time_share = Some(0.99);
    let traced_ns = Some(program_ns as f64);
    Figures { time_share, program_ns, traced_ns, subject: Some(subject), ..figures(|all| *all = counts) }
}

#[test]
fn elements_that_move_for_nothing_are_confirmed_however_fast_they_move() {
    let figures = moved();
    let judgement = judge(&figures, &Machine::default(), &Thresholds::default());
    assert_eq!(judgement.verdict, Verdict::Confirmed, "{}", why(&judgement));
    let avoidable = judgement.avoidable.expect("modelled").site;
    assert!(avoidable > 0.9 && avoidable <= 0.95 + 1e-9, "{avoidable}");
    assert!(why(&judgement).contains("95 % of what it writes are elements that move"), "{}", why(&judgement));
    let kept = OfSubject { spared: Counts::default(), ..figures.subject.expect("known") };
    let judgement = judge(&Figures { subject: Some(kept), ..figures }, &Machine::default(), &Thresholds::default());
    assert_eq!(judgement.verdict, Verdict::Refuted, "{}", why(&judgement));
}

#[test]
fn what_a_rewrite_does_not_do_is_little_beside_much_that_it_does() {
    // The same moves within ten times as much time: the rest is what it computes.
    let figures = Figures { program_ns: 400_000_000, traced_ns: Some(400_000_000.0), ..moved() };
    let avoidable = judge(&figures, &Machine::default(), &Thresholds::default()).avoidable.expect("modelled");
    assert!(avoidable.site < 0.1, "{avoidable:?}");
}
