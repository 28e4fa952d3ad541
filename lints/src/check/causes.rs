//! One cause, one finding: what follows from a finding of the same lint becomes a label of it.
use camino::Utf8PathBuf;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Declares;
use crate::report::{Label, Level, LintName, Site, Span};
use crate::rules::found::{Cause, Found};

/// Joins the findings of each lint whose declared places hand the same value on: a local that is moved into a field, a result that is
/// passed on as a parameter, a constructor's parameter and the field.
pub(super) fn join(found: Vec<(LintName, Found)>) -> Vec<(LintName, Found)> {
    let mut by_place: FxHashMap<(LintName, Declares), usize> = FxHashMap::default();
    for (number, (lint, one)) in found.iter().enumerate() {
        if let Cause::Declared { at: Some(at), .. } = &one.cause {
            by_place.entry((*lint, *at)).or_insert(number);
        }
    }
    let parents = parents(&found, &by_place);
    let roots: Vec<Vec<usize>> = (0..found.len()).map(|number| roots(number, &parents)).collect();
    let mut told: Vec<Option<(LintName, Found)>> = found.into_iter().map(Some).collect();
    for (number, roots) in roots.iter().enumerate() {
        if *roots == [number] {
            continue;
        }
        let Some((_, follower)) = told[number].take() else { continue };
        for root in roots {
            if let Some((_, root)) = &mut told[*root] {
                tell_with(root, &follower);
            }
        }
    }
    told_instead(told.into_iter().flatten().collect())
}

/// Leaves out what another finding says of the same place, and more; that one is as loud as the louder of the two.
fn told_instead(mut found: Vec<(LintName, Found)>) -> Vec<(LintName, Found)> {
    let place = |one: &Found| (one.primary.file.clone(), one.primary.span);
    let levels: FxHashMap<(LintName, (Utf8PathBuf, Span)), Level> =
        found.iter().map(|(lint, one)| ((*lint, place(one)), one.level)).collect();
    let mut instead: FxHashSet<(LintName, (Utf8PathBuf, Span))> = FxHashSet::default();
    for (_, one) in &mut found {
        if let Cause::Instead(lint) = one.cause {
            let other = (LintName::new(lint), place(one));
            one.level = one.level.max(levels.get(&other).copied().unwrap_or(one.level));
            instead.insert(other);
        }
    }
    let spoken_of: FxHashSet<(LintName, (Utf8PathBuf, Span))> =
        found.iter().map(|(lint, one)| (*lint, place(one))).collect();
    found.retain(|(lint, one)| {
        let says_more = match one.cause {
            Cause::Unless(other) => spoken_of.contains(&(LintName::new(other), place(one))),
            _ => false,
        };
        !says_more && !instead.contains(&(*lint, place(one)))
    });
    found
}

/// For each finding, those that it is told with.
fn parents(found: &[(LintName, Found)], by_place: &FxHashMap<(LintName, Declares), usize>) -> Vec<Vec<usize>> {
    let mut parents: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
    for (number, (lint, one)) in found.iter().enumerate() {
        let Cause::Declared { at: Some(at), goes_to, .. } = &one.cause else { continue };
        for other in goes_to {
            let Some(&taker) = by_place.get(&(*lint, *other)) else { continue };
            match (is_storage(at), is_storage(other)) {
                // Two that keep values of their own are two causes.
                (true, true) => {}
                // What is stored in the end is the storage's.
                (false, true) => parents[number].push(taker),
                // Who is handed a value got it from somebody.
                (_, false) => parents[taker].push(number),
            }
        }
    }
    for (number, (_, one)) in found.iter().enumerate() {
        // One that has a storage is not told with others as well.
        let stores =
            |parent: &usize| matches!(&found[*parent].1.cause, Cause::Declared { at: Some(at), .. } if is_storage(at));
        if let Cause::Declared { at: Some(_), .. } = one.cause
            && parents[number].iter().any(stores)
        {
            parents[number].retain(stores);
        }
    }
    parents
}

/// Whether a place keeps values from call to call.
fn is_storage(at: &Declares) -> bool {
    matches!(at, Declares::Field(..) | Declares::Global(_) | Declares::Alias(_))
}

/// The findings that one is told with in the end: itself, where it has no parent. Of a circle, the first.
fn roots(number: usize, parents: &[Vec<usize>]) -> Vec<usize> {
    let mut met: FxHashSet<usize> = FxHashSet::default();
    let mut open = vec![number];
    let mut roots = Vec::new();
    while let Some(next) = open.pop() {
        if met.insert(next) {
            if parents[next].is_empty() {
                roots.push(next);
            }
            open.extend(&parents[next]);
        }
    }
    if roots.is_empty() {
        roots.extend(met.iter().min());
    }
    roots.sort_unstable();
    roots
}

/// Tells a finding with the one that it follows from: its place and labels as labels, its sites as sites; the hotter of the two says
/// how loud and how costly.
fn tell_with(root: &mut Found, follower: &Found) {
    let words = match &follower.cause {
        Cause::Declared { at: Some(Declares::Parameter(..)), .. } => "handed in here",
        Cause::Declared { at: Some(Declares::Result(_)), .. } => "handed out here",
        _ => "carried here",
    };
    // A function that is handed several values is told with each: of its calls those that hand this one over.
    let is_others = |file: &Utf8PathBuf, span: Span| {
        let Cause::Declared { at: Some(own), goes_to, .. } = &root.cause else { return false };
        let Cause::Declared { handed, .. } = &follower.cause else { return false };
        let mut calls =
            handed.iter().filter(|(of, at, _)| of == file && *at == span).map(|(_, _, from)| from).peekable();
        calls.peek().is_some() && !calls.any(|from| from == own || goes_to.contains(from))
    };
    let labels: Vec<&Label> = follower.labels.iter().filter(|label| !is_others(&label.file, label.span)).collect();
    let sites: Vec<&Site> = follower.sites.iter().filter(|site| !is_others(&site.file, site.span)).collect();
    let place = Label { text: words.to_owned(), ..follower.primary.clone() };
    for label in std::iter::once(&place).chain(labels) {
        let is_told = |known: &Label| known.file == label.file && known.span == label.span;
        if !is_told(&root.primary) && !root.labels.iter().any(is_told) {
            root.labels.push(label.clone());
        }
    }
    for site in sites {
        if !root.sites.contains(site) {
            root.sites.push(site.clone());
        }
    }
    root.rewrite.beside = root.rewrite.beside.or(follower.rewrite.beside);
    root.level = root.level.max(follower.level);
    root.heat = root.heat.max(follower.heat);
    if follower.weight > root.weight {
        root.weight = follower.weight;
        root.predicted = follower.predicted;
        root.notes.clone_from(&follower.notes);
    }
}
