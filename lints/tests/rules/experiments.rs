//! Experiments: both sides compute the same, and the rule speaks of one alone.
#![allow(
    unreachable_pub,
    clippy::ptr_arg,
    clippy::vec_box,
    clippy::box_collection,
    clippy::needless_range_loop,
    dead_code,
    reason = "experiments are programs of their own"
)]
use locality_lints::rules;

use crate::fixture::Fixture;

macro_rules! experiments {
    ($($name:ident),*) => {
        $(mod $name {
            include!(concat!("../../src/rules/", stringify!($name), "/experiment.rs"));
        })*

        /// The checksums before and after, of an experiment by name.
        fn checksums(name: &str, n: usize) -> Option<(u64, u64)> {
            match name {
                $(stringify!($name) => {
                    let items = $name::items(n);
                    let before = $name::before::build(&items);
                    let after = $name::after::build(&items);
                    Some(($name::before::run(&before), $name::after::run(&after)))
                })*
                _ => None,
            }
        }
    };
}

locality_lints::each_rule!(experiments);

#[test]
fn both_sides_compute_the_same() {
    for rule in rules() {
        for n in [0, 1, 100, 5000] {
            let (before, after) = checksums(rule.name, n).unwrap_or_else(|| panic!("{} is not run", rule.name));
            assert_eq!(before, after, "{} of {n} items", rule.name);
        }
    }
}

#[test]
fn the_rule_speaks_before_and_is_silent_after() {
    for rule in rules() {
        let fixture = Fixture::parse(rule.experiment);
        let after = rule.experiment.find("mod after").expect("a module `after`") as u32;
        let before = rule.experiment.find("mod before").expect("a module `before`") as u32;
        let report = fixture.check();
        assert!(report.skipped.is_empty(), "{}: {:?}", rule.name, report.skipped);
        let starts: Vec<u32> = report
            .findings
            .iter()
            .filter(|finding| finding.lint == rule.name)
            .map(|finding| finding.primary.span.start)
            .collect();
        assert!(starts.iter().any(|start| (before..after).contains(start)), "{} is silent before", rule.name);
        assert!(starts.iter().all(|start| *start < after), "{} speaks after", rule.name);
    }
}

#[test]
fn the_pages_tell_what_is_predicted() {
    for rule in rules() {
        let after = rule.experiment.find("mod after").expect("a module `after`") as u32;
        let report = Fixture::parse(rule.experiment).check();
        let of_before = report
            .findings
            .iter()
            .filter(|finding| finding.lint == rule.name && finding.primary.span.start < after)
            .map(|finding| &finding.predicted)
            .map(|predicted| [predicted.lines_now, predicted.lines_per_row, predicted.lines_after]);
        let known = |lines: &[Option<f64>; 3]| lines.map(|lines| lines.is_some());
        let [now, each_row, after] = of_before.max_by_key(known).expect("it speaks before");
        let told = |lines: Option<f64>| lines.map_or_else(|| "not known".to_owned(), |lines| format!("{lines:.2}"));
        let each_row = each_row.map(|lines| format!(" + {lines:.2} a row")).unwrap_or_default();
        for (side, told) in [("before", told(now) + &each_row), ("after", told(after))] {
            let row = format!("| {side} | {told} |");
            assert!(rule.page.contains(&row), "the page of {} has no row {row}", rule.name);
        }
    }
}
