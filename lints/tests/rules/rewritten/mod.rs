//! The same code is judged the same, however it is spread over modules, crates and names: cases are rewritten in ways
//! that keep their meaning, and every finding must come back.
mod place;
mod spelling;

use rayon::prelude::*;
use std::collections::BTreeMap;

use locality_lints::rules;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use self::place::Place;
use self::spelling::Spelling;
use crate::fixture::{Fixture, cases};

/// How often each lint speaks, and of what text, as it is spelled in the case.
type Said = BTreeMap<(&'static str, String), usize>;

fn said(fixture: &Fixture) -> Said {
    let mut said = Said::new();
    for finding in fixture.check().findings {
        let span = finding.primary.span;
        let text = &fixture.texts[&finding.primary.file][span.start as usize..span.end as usize];
        *said.entry((finding.lint.as_str(), spelling::as_before(text))).or_default() += 1;
    }
    said
}

/// What is left to compare. The lints that blame a type's declaration blame the alias, which stands for all its uses, or
/// leave it alone where it is an interface; of associated types they say nothing (`an_impl_only_mentions_it`).
fn comparable(said: Said, spellings: &[Spelling]) -> Said {
    let by_type = |lint: &str| {
        let by_value = ["boxed_elements", "double_indirection", "nested_map", "tree_map_lookup", "wide_index"];
        matches!(lint, "nested_vec" | "linked_list" | "dense_key_map") || by_value.contains(&lint)
    };
    let anew = spellings.iter().any(|spelling| matches!(spelling, Spelling::Aliases | Spelling::AssociatedTypes));
    said.into_iter().filter(|((lint, _), _)| !(anew && by_type(lint))).collect()
}

/// What differs once the case is rewritten; none where nothing does, or where the case has nothing to be rewritten.
fn difference(case: &str, spellings: &[Spelling], places: &[Place]) -> Option<String> {
    let before = Fixture::parse(case);
    let mut after = Fixture::parse(case);
    for spelling in spellings {
        for text in after.texts.values_mut() {
            *text = spelling.rewrite(text);
        }
    }
    for (number, place) in places.iter().enumerate() {
        place.rewrite(&mut after, number);
    }
    let (said_before, said_after) = (said(&before), said(&after));
    let speak = |said: &Said| said.keys().map(|(lint, _)| *lint).collect::<Vec<_>>();
    // An alias of a flagged type is flagged, where it is nobody else's interface.
    let silenced = spellings == [Spelling::Aliases]
        && !case.contains(" published")
        && speak(&said_before).iter().any(|lint| !speak(&said_after).contains(lint));
    let (expected, found) = (comparable(said_before, spellings), comparable(said_after, spellings));
    let texts = || after.texts.iter().map(|(path, text)| format!("//- /{path}\n{text}")).collect::<String>();
    let differs = silenced || expected != found;
    differs.then(|| format!("{spellings:?} {places:?}\nexpected {expected:#?}\nfound {found:#?}\n{}", texts()))
}

fn all_cases() -> Vec<(String, String)> {
    let of = |rule: &'static str| cases(rule).into_iter().map(move |(name, text)| (format!("{rule}/{name}"), text));
    rules().iter().flat_map(|rule| of(rule.name)).collect()
}

#[test]
fn each_rewrite_of_each_case() {
    let of_case = |(name, text): &(String, String)| {
        let spellings = Spelling::ALL.into_iter().map(|spelling| (vec![spelling], Vec::new()));
        let places = Place::ALL.into_iter().map(|place| (Vec::new(), vec![place]));
        let all = spellings.chain(places);
        let differs = |(spellings, places): (Vec<Spelling>, Vec<Place>)| difference(text, &spellings, &places);
        all.filter_map(differs).map(|words| format!("{name}: {words}")).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = all_cases().par_iter().flat_map_iter(of_case).collect();
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_rewrite_that_changes_nothing_tests_nothing() {
    let cases = all_cases();
    for spelling in Spelling::ALL {
        let changed = cases.iter().filter(|(_, text)| spelling.rewrite(text) != *text).count();
        assert!(changed >= 5, "{spelling:?} rewrites {changed} cases");
    }
}

/// The same combinations in every run; `SEED=N` gives others.
fn seed() -> u64 {
    std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: RngSeed::Fixed(seed()), ..ProptestConfig::default() })]

    #[test]
    fn rewrites_upon_rewrites(
        case in prop::sample::select(all_cases()),
        spellings in prop::sample::subsequence(Spelling::ALL.to_vec(), 0..=3).prop_shuffle(),
        places in prop::collection::vec(prop::sample::select(Place::ALL.to_vec()), 0..=3),
    ) {
        let (name, text) = case;
        if let Some(words) = difference(&text, &spellings, &places) {
            return Err(TestCaseError::fail(format!("{name}: {words}")));
        }
    }
}
