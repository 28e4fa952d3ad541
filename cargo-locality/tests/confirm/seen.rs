//! A program of which the trace sees little.
use cargo_locality::confirm::Workload;
use cargo_locality::report::coverage::{Gap, Untraced};
use cargo_locality::report::evidence::Verdict;

use super::Fixture;

/// Swapping bytes is done by the C library, and takes most of the time.
const SWAPS: &str = r#"
use std::collections::HashMap;
use std::ffi::c_void;
use std::hint::black_box;

extern "C" {
    fn swab(from: *const c_void, to: *mut c_void, length: isize);
}

fn main() {
    let one = vec![7_u8; 1 << 20];
    let mut other = one.clone();
    let mut map = HashMap::with_capacity(400_000);
    map.extend((0..20_000_u64).map(|k| (k, k)));
    let mut sum = 0;
    /*S scan*/for (key, value) in black_box(&map) { sum += key ^ value; }/*E*/
    let start = std::time::Instant::now();
    while start.elapsed().as_millis() < 400 {
        unsafe { swab(one.as_ptr().cast(), black_box(&mut other).as_mut_ptr().cast(), 1 << 20) };
    }
    /*S again*/for (key, value) in black_box(&map) { sum += key ^ value; }/*E*/
    println!("{sum} {}", other[7]);
}
"#;

pub(super) fn what_rests_on_little_is_inconclusive() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"swaps\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", SWAPS),
    ]);
    let run = |traced: f64| {
        let workload = Workload { bins: vec!["swaps".into()], ..Workload::default() };
        let settings = |request: &mut cargo_locality::confirm::Request<'_>| {
            request.thresholds.traced = traced;
            // Its share of the time is small: what is judged here is how much was seen.
            request.thresholds.of_program = 0.0;
        };
        fixture.run(workload, &[], settings).expect("it runs")
    };
    let outcome = run(0.6);
    let coverage = outcome.evidence[0].coverage.as_ref().expect("it was traced");
    assert!(coverage.gaps.iter().any(|gap| matches!(gap, Gap::Stack(_))));
    let Some(share) = coverage.share else {
        // Containers may forbid to sample; then nothing is known, and nothing must be said.
        assert!(outcome.evidence.iter().all(|site| site.verdict != Verdict::Inconclusive), "{outcome:#?}");
        return;
    };
    assert!(share < 0.5, "{coverage:#?}");
    assert!(coverage.untraced.is_some_and(|untraced| untraced > coverage.traced), "{coverage:#?}");
    let shares =
        coverage.gaps.iter().filter_map(|gap| if let Gap::Code(_, share) = gap { *share } else { None }).sum::<f64>();
    assert!((shares + share - 1.0).abs() < 1e-9, "{coverage:#?}");
    for site in &outcome.evidence {
        assert_eq!(site.verdict, Verdict::Inconclusive, "{site:#?}");
        let why = fixture.why(site);
        assert!(why.contains("libc"), "{why}");
    }
    for site in &run(0.0).evidence {
        assert_eq!(site.verdict, Verdict::Confirmed, "{site:#?}");
    }
}

/// What it reads, no pass of the compiler sees.
const ASSEMBLES: &str = r#"
use std::arch::asm;

fn main() {
    let cells = vec![1_u64; 1 << 14];
    let mut sum = 0_u64;
    for turn in 0..8_000 {
        /*S assembly*/if turn % 16 < 15 {
            let mut at = cells.as_ptr();
            let end = at.wrapping_add(cells.len());
            unsafe {
                #[cfg(target_arch = "x86_64")]
                asm!(
                    "2:",
                    "add {sum}, [{at}]",
                    "add {at}, 8",
                    "cmp {at}, {end}",
                    "jb 2b",
                    at = inout(reg) at, end = in(reg) end, sum = inout(reg) sum,
                );
                #[cfg(target_arch = "aarch64")]
                asm!(
                    "2:",
                    "ldr {one}, [{at}], 8",
                    "add {sum}, {sum}, {one}",
                    "cmp {at}, {end}",
                    "b.lo 2b",
                    at = inout(reg) at, end = in(reg) end, sum = inout(reg) sum, one = out(reg) _,
                );
            }
            std::hint::black_box(at);
        } else {
            sum += cells.iter().sum::<u64>();
        }/*E*/
    }
    println!("{sum}");
}
"#;

pub(super) fn inline_assembly_is_not_seen_and_told() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"assembles\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", ASSEMBLES),
    ]);
    let workload = Workload { bins: vec!["assembles".into()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |_| {}).expect("it runs");
    let coverage = outcome.evidence[0].coverage.as_ref().expect("it was traced");
    let of_assembly = coverage.gaps.iter().find_map(|gap| match gap {
        Gap::Code(Untraced::InlineAssembly, share) => Some(*share),
        _ => None,
    });
    // Containers may forbid to sample: then it is only said that there may be some.
    let Some(share) = coverage.share else {
        return assert!(of_assembly == Some(None), "{coverage:#?}");
    };
    assert!(of_assembly.flatten().is_some_and(|share| share > 0.8), "{coverage:#?}");
    assert!(share < 0.2, "{coverage:#?}");
    assert_eq!(outcome.evidence[0].verdict, Verdict::Inconclusive, "{:#?}", outcome.evidence[0]);
}
