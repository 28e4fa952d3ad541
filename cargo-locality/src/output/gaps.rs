//! What was not looked at, in words.
use std::collections::BTreeMap;

use locality_lints::report::{Skipped, SkippedWhy};

use super::sources::Sources;
use crate::words::{counted, one_line};

/// As many places of one kind are named without `-v`.
const MOST: usize = 3;

/// Why, in one sentence.
pub(super) fn why(why: &SkippedWhy) -> String {
    match why {
        SkippedWhy::DoesNotParse(words) => format!("it does not parse: {words}"),
        SkippedWhy::Unreadable(words) => format!("it cannot be read: {words}"),
        SkippedWhy::MissingModule(path) => format!("the file of this module is missing: {path}"),
        SkippedWhy::MacroBody(name) => format!("the body of the macro `{name}!` is not plain Rust"),
        SkippedWhy::Libraries(words) => format!("the sources of other packages are not at hand: {words}"),
    }
}

/// One line for each kind of gap, most serious first.
pub(super) fn lines(skipped: &[Skipped], sources: &Sources, all: bool) -> Vec<String> {
    let mut kinds: BTreeMap<usize, Vec<&Skipped>> = BTreeMap::new();
    skipped.iter().for_each(|gap| kinds.entry(rank(&gap.why)).or_default().push(gap));
    kinds.values().map(|gaps| line(gaps, sources, all)).collect()
}

fn rank(why: &SkippedWhy) -> usize {
    match why {
        SkippedWhy::DoesNotParse(_) => 0,
        SkippedWhy::Unreadable(_) => 1,
        SkippedWhy::MissingModule(_) => 2,
        SkippedWhy::Libraries(_) => 3,
        SkippedWhy::MacroBody(_) => 4,
    }
}

fn line(gaps: &[&Skipped], sources: &Sources, all: bool) -> String {
    if matches!(gaps[0].why, SkippedWhy::MacroBody(_)) {
        return macros(gaps, sources, all);
    }
    if let SkippedWhy::Libraries(words) = &gaps[0].why {
        return format!("the sources of other packages: {}", one_line(words));
    }
    let what = match gaps[0].why {
        SkippedWhy::DoesNotParse(_) => {
            format!("{} not parse", counted(gaps.len(), "place that does", "places that do"))
        }
        SkippedWhy::Unreadable(_) => format!("{} not be read", counted(gaps.len(), "file that can", "files that can")),
        SkippedWhy::MissingModule(_) => {
            format!("{} missing", counted(gaps.len(), "module whose file is", "modules whose files are"))
        }
        SkippedWhy::MacroBody(_) | SkippedWhy::Libraries(_) => String::new(),
    };
    let shown = if all { gaps.len() } else { MOST };
    let mut places: Vec<String> = gaps.iter().take(shown).map(|gap| place(gap, sources)).collect();
    if gaps.len() > shown {
        places.push(format!("and {} more (`-v` lists them)", gaps.len() - shown));
    }
    format!("{what}: {}", places.join(", "))
}

/// Macros by their names, the most frequent first; with `all`, every name and where it is met first.
fn macros(gaps: &[&Skipped], sources: &Sources, all: bool) -> String {
    let mut names: BTreeMap<&str, Vec<&Skipped>> = BTreeMap::new();
    for gap in gaps {
        if let SkippedWhy::MacroBody(name) = &gap.why {
            names.entry(name).or_default().push(gap);
        }
    }
    let mut names: Vec<(&str, Vec<&Skipped>)> = names.into_iter().collect();
    names.sort_by_key(|(_, gaps)| std::cmp::Reverse(gaps.len()));
    let shown = if all { names.len() } else { MOST };
    let word = |(name, gaps): &(&str, Vec<&Skipped>)| match all {
        true => format!("{} `{name}!` from {} on", gaps.len(), place(gaps[0], sources)),
        false => format!("{} `{name}!`", gaps.len()),
    };
    let mut words: Vec<String> = names.iter().take(shown).map(word).collect();
    if names.len() > shown {
        words.push(counted(names.len() - shown, "other macro", "other macros"));
    }
    format!("{}: {}", counted(gaps.len(), "macro's body", "macros' bodies"), words.join(", "))
}

fn place(gap: &Skipped, sources: &Sources) -> String {
    let line = gap.span.and_then(|span| sources.position(&gap.file, span.start));
    let file = one_line(gap.file.as_str());
    let at = line.map_or_else(|| file.to_string(), |position| format!("{file}:{}", position.line));
    match &gap.why {
        SkippedWhy::DoesNotParse(_) | SkippedWhy::MacroBody(_) | SkippedWhy::Libraries(_) => at,
        SkippedWhy::Unreadable(words) => format!("{at} ({})", one_line(words)),
        SkippedWhy::MissingModule(path) => format!("{at} ({})", one_line(path)),
    }
}
