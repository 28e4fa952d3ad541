//! A program of which the trace sees little.
use cargo_locality::confirm::Workload;
use cargo_locality::confirm::outcome::Verdict;

use super::Fixture;

/// Comparing is done by the C library, and takes most of the time.
const COMPARES: &str = r#"
use std::collections::HashMap;
use std::hint::black_box;

fn main() {
    let one = vec![7_u8; 1 << 20];
    let other = one.clone();
    let mut map = HashMap::with_capacity(400_000);
    map.extend((0..20_000_u64).map(|k| (k, k)));
    let mut sum = 0;
    /*S scan*/for (key, value) in black_box(&map) { sum += key ^ value; }/*E*/
    let start = std::time::Instant::now();
    let mut equal = 0_u64;
    while start.elapsed().as_millis() < 400 {
        equal += u64::from(black_box(&one) == black_box(&other));
    }
    /*S again*/for (key, value) in black_box(&map) { sum += key ^ value; }/*E*/
    println!("{sum} {}", equal > 0);
}
"#;

pub(super) fn what_rests_on_little_is_inconclusive() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"compares\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", COMPARES),
    ]);
    let run = |traced: f64| {
        let workload = Workload { bins: vec!["compares".into()], ..Workload::default() };
        let settings = |request: &mut cargo_locality::confirm::Request<'_>| {
            request.thresholds.traced = traced;
            // Its share of the time is small: what is judged here is how much was seen.
            request.thresholds.of_program = 0.0;
        };
        fixture.run(workload, &[], settings).expect("it runs")
    };
    let outcome = run(0.6);
    let coverage = outcome.sites[0].coverage.as_ref().expect("it was traced");
    assert!(coverage.reasons.iter().any(|reason| reason.reason.contains("spills") && reason.share.is_none()));
    let Some(share) = coverage.share else {
        // Containers may forbid to sample; then nothing is known, and nothing must be said.
        assert!(outcome.sites.iter().all(|site| site.verdict != Verdict::Inconclusive), "{outcome:#?}");
        return;
    };
    assert!(share < 0.5, "{coverage:#?}");
    assert!(coverage.untraced.is_some_and(|untraced| untraced > coverage.traced), "{coverage:#?}");
    let shares = coverage.reasons.iter().filter_map(|reason| reason.share).sum::<f64>();
    assert!((shares + share - 1.0).abs() < 1e-9, "{coverage:#?}");
    for site in &outcome.sites {
        assert_eq!(site.verdict, Verdict::Inconclusive, "{site:#?}");
        assert!(site.why.contains("libc"), "{}", site.why);
    }
    for site in &run(0.0).sites {
        assert_eq!(site.verdict, Verdict::Confirmed, "{site:#?}");
    }
}
