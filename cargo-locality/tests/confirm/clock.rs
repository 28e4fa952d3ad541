//! Shares of the time on a machine that has other things to do.
use std::sync::atomic::{AtomicBool, Ordering};

use cargo_locality::confirm::{Backend, Workload};
use cargo_locality::report::evidence::HoistedWhy;

use super::Fixture;

/// Two long sites and many short ones, each with about a third of the time, and some that is in none.
const THIRDS: &str = r#"
use std::hint::black_box;

#[inline(never)]
fn add(part: &[u64]) -> u64 {
    let mut sum = 0;
    for one in part { sum += black_box(*one); }
    sum
}

fn main() {
    let many = vec![1_u64; 1 << 16];
    let mut sum = 0;
    for turn in 0..3000 {
        /*S long*/for _ in 0..2 { sum += add(&many); }/*E*/
        for part in many.chunks(1 << 11) {
            /*S short*/for _ in 0..2 { sum += add(part); }/*E*/
        }
        if turn % 2 == 0 {
            sum += add(&many);
        }
    }
    /*S once*/for _ in 0..6000 { sum += add(&many); }/*E*/
    println!("{sum}");
}
"#;

pub(super) fn shares_of_the_time_are_those_of_the_program_alone() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"thirds\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", THIRDS),
    ]);
    let shares = || {
        let workload = Workload { bins: vec!["thirds".to_owned()], ..Workload::default() };
        let outcome = fixture.run(workload, &[], |request| request.backend = Backend::Time).expect("it runs");
        let share = |name| {
            let site = fixture.evidence(&outcome, name);
            assert!(site.hoisted.is_none_or(|hoisted| hoisted.why != HoistedWhy::TooOften), "{site:#?}");
            site.time_share.expect("it is timed")
        };
        ["long", "short", "once"].map(share)
    };
    let is_right = |shares: [f64; 3]| {
        // What runs at another time runs at another speed, where others use the caches.
        let near = shares.iter().all(|share| (share - 4.0 / 13.0).abs() < 0.10) && (shares[0] - shares[1]).abs() < 0.04;
        near && shares.iter().sum::<f64>() <= 1.0
    };
    let alone = shares();
    assert!(is_right(alone), "{alone:?}");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    std::hint::spin_loop()
                }
            });
        }
        let beside = shares();
        stop.store(true, Ordering::Relaxed);
        assert!(is_right(beside), "{beside:?}, alone {alone:?}");
    });
}

/// A site whose work other threads do, one that waits for nobody, and one that does it itself.
const HANDED: &str = r#"
use std::hint::black_box;

#[inline(never)]
fn work(turns: u64) -> u64 {
    let mut sum = 0;
    for turn in 0..turns { sum += black_box(turn); }
    sum
}

fn main() {
    /*S sleeps*/std::thread::sleep(std::time::Duration::from_millis(black_box(300)));/*E*/
    let mut sum = 0;
    /*S handed*/sum += std::thread::scope(|scope| {
        let one = scope.spawn(|| work(black_box(200_000_000)));
        one.join().unwrap()
    });/*E*/
    /*S own*/sum += work(black_box(200_000_000));/*E*/
    println!("{sum}");
}
"#;

pub(super) fn what_waits_takes_no_time_and_what_is_handed_on_does() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"handed\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", HANDED),
    ]);
    let workload = Workload { bins: vec!["handed".to_owned()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |request| request.backend = Backend::Time).expect("it runs");
    let share = |name| fixture.evidence(&outcome, name).time_share.expect("it is timed");
    assert!(share("sleeps") < 0.05, "{outcome:#?}");
    assert!(share("handed") > 0.25 && share("own") > 0.25, "{outcome:#?}");
    assert!(share("handed") + share("own") < 1.1, "{outcome:#?}");
}
