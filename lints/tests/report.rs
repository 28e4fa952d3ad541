//! Rewrites: applied together or not at all, and spans carried over them.
use camino::Utf8Path;
use locality_lints::report::{Applicability, Change, Collision, Edit, Rewrite, RewriteId, Span, TextHash, apply};
use proptest::prelude::*;

const TEXT: &str = "one two three\nfour five\n";

fn span(of: &str) -> Span {
    let start = TEXT.find(of).expect("the text has it") as u32;
    Span { start, end: start + of.len() as u32 }
}

fn edit(of: &str, text: &str) -> Edit {
    Edit { span: span(of), text: text.to_owned() }
}

fn rewrite(id: &str, edits: Vec<Edit>) -> Rewrite {
    let change = Change::Text { file: "a.rs".into(), base: TextHash::of(TEXT), edits };
    Rewrite {
        id: RewriteId(id.to_owned()),
        title: "another word".to_owned(),
        applicability: Applicability::Machine,
        changes: vec![change],
        covers: vec![],
        excludes: vec![],
    }
}

fn read(file: &Utf8Path) -> Option<String> {
    (file == "a.rs").then(|| TEXT.to_owned())
}

/// The text with the rewrites made, or why they cannot be.
fn applied(rewrites: &[Rewrite]) -> Result<String, Collision> {
    let applied = apply(rewrites, read)?;
    Ok(applied.texts.into_values().collect())
}

#[test]
fn rewrites_are_applied_together() {
    let rewrites = [
        rewrite("a", vec![edit("four", "4"), edit("one", "1")]),
        // What another one asks for as well is done once.
        rewrite("b", vec![edit("three", "3"), edit("four", "4")]),
    ];
    assert_eq!(applied(&rewrites).as_deref(), Ok("1 two 3\n4 five\n"));
    assert_eq!(applied(&[]).as_deref(), Ok(""));
}

#[test]
fn insertions_and_deletions_are_edits() {
    let at = |byte| Span { start: byte, end: byte };
    let insertion = Edit { span: at(4), text: "and ".to_owned() };
    assert_eq!(
        applied(&[rewrite("a", vec![insertion, edit("three\n", "")])]).as_deref(),
        Ok("one and two four five\n")
    );
}

#[test]
fn what_overlaps_is_refused() {
    let overlap = Collision::Overlap("a.rs".into(), span("one two"), span("two"));
    assert_eq!(
        applied(&[rewrite("a", vec![edit("one two", "x")]), rewrite("b", vec![edit("two", "y")])]),
        Err(overlap)
    );
    let twice = Collision::Overlap("a.rs".into(), span("two"), span("two"));
    assert_eq!(applied(&[rewrite("a", vec![edit("two", "x")]), rewrite("b", vec![edit("two", "y")])]), Err(twice));
}

#[test]
fn what_was_made_for_another_text_is_refused() {
    let mut stale = rewrite("a", vec![edit("one", "1")]);
    stale.changes = vec![Change::Text { file: "a.rs".into(), base: TextHash::of("another"), edits: vec![] }];
    assert_eq!(applied(&[stale]), Err(Collision::Changed("a.rs".into())));
    let mut gone = rewrite("a", vec![]);
    gone.changes = vec![Change::Text { file: "b.rs".into(), base: TextHash::of(TEXT), edits: vec![] }];
    assert_eq!(applied(&[gone]), Err(Collision::Missing("b.rs".into())));
    let outside = Edit { span: Span { start: 3, end: 900 }, text: String::new() };
    let outside = rewrite("a", vec![outside]);
    assert_eq!(applied(&[outside]), Err(Collision::Outside("a.rs".into(), Span { start: 3, end: 900 })));
}

#[test]
fn what_excludes_another_or_is_for_a_person_is_refused() {
    let mut first = rewrite("a", vec![edit("one", "1")]);
    first.excludes = vec![RewriteId("b".to_owned())];
    let second = rewrite("b", vec![edit("two", "2")]);
    let excluded = Collision::Excluded(first.id.clone(), second.id.clone());
    assert_eq!(applied(&[first.clone(), second.clone()]), Err(excluded.clone()));
    assert_eq!(applied(&[second, first]), Err(excluded));
    let mut sketch = rewrite("c", vec![]);
    sketch.applicability = Applicability::ByHand { sketch: "let x;".to_owned() };
    assert_eq!(applied(&[sketch]), Err(Collision::ByHand(RewriteId("c".to_owned()))));
}

fn needs(requirement: &str, features: &[&str]) -> Change {
    Change::Dependency {
        package: "grid".to_owned(),
        name: "indexmap".to_owned(),
        requirement: requirement.to_owned(),
        features: features.iter().map(|it| (*it).to_owned()).collect(),
    }
}

fn rewrite_needing(id: &str, word: &str, dependency: &Change) -> Rewrite {
    let mut rewrite = rewrite(id, vec![edit(word, "x")]);
    rewrite.changes.push(dependency.clone());
    rewrite
}

#[test]
fn dependencies_are_asked_for_once() {
    let dependency = needs("2", &[]);
    let rewrites = [rewrite_needing("a", "one", &dependency), rewrite_needing("b", "two", &dependency)];
    assert!(rewrites.iter().all(Rewrite::needs_dependency));
    assert_eq!(apply(&rewrites, read).expect("they fit").dependencies, [dependency]);
}

#[test]
fn a_dependency_has_the_features_of_all_and_one_requirement() {
    let of = |one: &Change, other: &Change| {
        apply(&[rewrite_needing("a", "one", one), rewrite_needing("b", "two", other)], read)
    };
    let joined = of(&needs("2", &["serde"]), &needs("2", &["rayon", "serde"])).expect("they fit");
    assert_eq!(joined.dependencies, [needs("2", &["rayon", "serde"])]);
    let both = ["2", "1.9"].map(str::to_owned);
    let collision = Collision::Requirements { package: "grid".to_owned(), name: "indexmap".to_owned(), both };
    assert_eq!(of(&needs("2", &[]), &needs("1.9", &[])), Err(collision));
}

proptest! {
    /// Where an edit does not touch, the same text stands at the place that a span is carried to; around edits it ends where the text
    /// behind it begins.
    #[test]
    fn spans_are_carried_over_edits(
        cuts in prop::collection::btree_set(0u32..=TEXT.len() as u32, 2..9),
        words in prop::collection::vec("[a-z]{0,5}", 4),
        start in 0u32..=TEXT.len() as u32,
        length in 0u32..12,
    ) {
        let cuts: Vec<u32> = cuts.into_iter().collect();
        let spans = cuts.chunks_exact(2).map(|pair| Span { start: pair[0], end: pair[1] });
        let edits: Vec<Edit> = spans.zip(&words).map(|(span, text)| Edit { span, text: text.clone() }).collect();
        let of = Span { start, end: (start + length).min(TEXT.len() as u32) };
        let applied = apply(&[rewrite("a", edits.clone())], read).expect("they do not overlap");
        let (new, moves) = (&applied.texts[Utf8Path::new("a.rs")], &applied.moves[Utf8Path::new("a.rs")]);
        let meets = |edit: &Edit| edit.span.start < of.end && of.start < edit.span.end;
        let within = |edit: &Edit| of.contains(edit.span);
        match moves.carry(of) {
            Some(now) if !edits.iter().any(meets) => {
                prop_assert_eq!(&new[now.start as usize..now.end as usize], &TEXT[of.start as usize..of.end as usize]);
            }
            Some(now) => {
                let inside: Vec<Edit> = edits.iter().filter(|edit| within(edit)).cloned().collect();
                let alone = apply(&[rewrite("b", inside)], read).expect("they do not overlap");
                let old = alone.texts.get(Utf8Path::new("a.rs")).cloned().unwrap_or_else(|| TEXT.to_owned());
                let grown = (now.end - now.start) as usize;
                prop_assert_eq!(&new[now.start as usize..now.end as usize], &old[of.start as usize..of.start as usize + grown]);
            }
            None => prop_assert!(edits.iter().any(|edit| meets(edit) && !within(edit))),
        }
    }
}
