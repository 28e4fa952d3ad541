//! The whole way from text to findings.
mod suppression;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Finding, Report, Seen, Skipped, SkippedWhy};
use crate::input::{Files, Workspace};
use crate::model::{Interest, Model};
use crate::rules::context::Context;
use crate::rules::rules;
use crate::source::facts::{Unseen, UnseenWhy};
use crate::source::paths::opened_within;
use crate::source::{Ahead, GapWhy, Loaded, load_with};

/// Looks at all crates of `workspace`, whose text `files` hands out, with every rule.
///
/// The report is the same for the same input: findings come ranked, ties by file and place.
pub fn check(workspace: &Workspace, files: &dyn Files) -> Report {
    check_with(workspace, files, &Ahead::default())
}

/// As [`check`]; what was lowered ahead need not be.
pub fn check_with(workspace: &Workspace, files: &dyn Files, ahead: &Ahead) -> Report {
    on_deep_stacks(|| look(workspace, files, ahead, false))
}

/// As [`check`], but parses and types every body, those too that no rule has an interest in. Nothing else is found: tests hold
/// one against the other.
pub fn check_every_body(workspace: &Workspace, files: &dyn Files) -> Report {
    on_deep_stacks(|| look(workspace, files, &Ahead::default(), true))
}

/// Bodies can be nested deeply; the walks over them are recursive and bounded.
fn on_deep_stacks(look: impl FnOnce() -> Report + Send) -> Report {
    match rayon::ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(threads) => threads.install(look),
        Err(_) => look(),
    }
}

/// Stack of the threads that look at bodies.
const STACK: usize = 64 << 20;

fn look(workspace: &Workspace, files: &dyn Files, ahead: &Ahead, every_body: bool) -> Report {
    let loaded = load_with(workspace, files, ahead);
    let mut model = Model::new(workspace, &loaded);
    let interests: Vec<Interest> = rules().par_iter().map(|rule| (rule.interest)(&model)).collect();
    if every_body {
        model.look_at_all();
    } else {
        model.look(&interests.into_iter().fold(Interest::default(), Interest::and_also));
    }
    let context = Context { model: &model, settings: &workspace.settings };
    let found: Vec<Vec<Finding>> = rules().par_iter().map(|rule| (rule.check)(&context)).collect();
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
    once_each(&mut findings);
    number_sites(&mut findings);
    suppression::apply(&model, &mut findings);
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| (finding.primary.file.clone(), finding.primary.span, finding.lint);
        b.weight.total_cmp(&a.weight).then_with(|| place(a).cmp(&place(b)))
    });
    Report { findings, skipped: skipped(&loaded), seen: seen(&loaded), files: read(&loaded) }
}

/// A file that is part of two crates gives its findings once.
fn once_each(findings: &mut Vec<Finding>) {
    let mut met = FxHashSet::default();
    findings.retain(|finding| met.insert((finding.lint, finding.primary.file.clone(), finding.primary.span)));
}

/// Ends each site's id with its number among the sites of the same item and lint, in the order of the text. Findings that
/// share a site share its number.
fn number_sites(findings: &mut [Finding]) {
    let mut spans: FxHashMap<String, Vec<(camino::Utf8PathBuf, crate::finding::Span)>> = FxHashMap::default();
    for site in findings.iter().flat_map(|finding| &finding.sites) {
        spans.entry(site.id.clone()).or_default().push((site.file.clone(), site.span));
    }
    for all in spans.values_mut() {
        all.sort();
        all.dedup();
    }
    for site in findings.iter_mut().flat_map(|finding| &mut finding.sites) {
        let number = spans
            .get(&site.id)
            .and_then(|all| all.iter().position(|(file, span)| *file == site.file && *span == site.span))
            .unwrap_or(0);
        site.id = format!("{}/{number}", site.id);
    }
}

fn skipped(loaded: &Loaded) -> Vec<Skipped> {
    let gaps = loaded.gaps.iter().map(|gap| Skipped {
        file: gap.path.clone(),
        span: gap.span,
        why: match &gap.why {
            GapWhy::Missing(path) => SkippedWhy::MissingModule(path.to_string()),
            GapWhy::Refused(path, why) => SkippedWhy::Unreadable(format!("{path}: {why}")),
            GapWhy::TooDeep => SkippedWhy::Unreadable("it lies in too many modules".to_owned()),
        },
    });
    let own = loaded.files.iter().filter(|file| !file.is_declaration);
    let unseen = own.flat_map(|file| {
        let mut all: Vec<&Unseen> = file.facts.unseen.iter().collect();
        opened_within(&file.facts.items, &mut |opened| all.extend(&opened.unseen));
        all.sort_by_key(|unseen| unseen.span);
        all.into_iter().map(|unseen| Skipped {
            file: file.path.clone(),
            span: Some(unseen.span),
            why: match &unseen.why {
                UnseenWhy::DoesNotParse(words) => SkippedWhy::DoesNotParse(words.clone()),
                UnseenWhy::MacroBody(path) => SkippedWhy::MacroBody(path.clone()),
            },
        })
    });
    gaps.chain(unseen).collect()
}

fn seen(loaded: &Loaded) -> Seen {
    let own = loaded.files.iter().filter(|file| !file.is_declaration);
    own.fold(Seen::default(), |seen, file| Seen {
        files: seen.files + 1,
        lines: seen.lines + lines(&file.facts.lines, file.length),
    })
}

/// Lines of a file; a final line break ends a line and starts none.
fn lines(starts: &[u32], length: u32) -> u64 {
    let empty_last = starts.last().is_some_and(|&start| start >= length);
    starts.len() as u64 - u64::from(empty_last && !starts.is_empty())
}

fn read(loaded: &Loaded) -> Vec<camino::Utf8PathBuf> {
    loaded.files.iter().filter(|file| !file.is_declaration).map(|file| file.path.clone()).collect()
}
