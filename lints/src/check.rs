//! The whole way from text to findings.
mod causes;
mod identity;
mod suppression;

use camino::Utf8PathBuf;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::input::{CrateId, Dependencies, Files, Workspace};
use crate::model::{Interest, Model};
use crate::report::{Finding, LintName, Report, Seen, Skipped, SkippedWhy, SourceFile};
use crate::rules::context::{Context, Shared};
use crate::rules::cost;
use crate::rules::found::Found;
use crate::rules::{Finds, Rule, rules};
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
    let in_source = |rule: &'static Rule| match rule.finds {
        Finds::Source { interest, check } => Some((rule, interest, check)),
        Finds::Measurement => None,
    };
    let searches: Vec<_> = rules().iter().filter_map(in_source).collect();
    let interests: Vec<Interest> = searches.par_iter().map(|(_, interest, _)| interest(&model)).collect();
    if every_body {
        model.look_at_all();
    } else {
        model.look(&interests.into_iter().fold(Interest::default(), Interest::and_also));
    }
    if workspace.parse_all {
        model.parse_all();
    }
    let shared = Shared::default();
    let context = Context { model: &model, settings: &workspace.settings, shared: &shared };
    let named = |(rule, _, check): &(&Rule, _, fn(&Context<'_>) -> Vec<Found>)| {
        let lint = LintName::new(rule.name);
        // What is predicted to gain nothing is no advice.
        let worth = check(&context).into_iter().filter(|found| cost::gains(&found.predicted));
        worth.map(|found| (lint, found)).collect::<Vec<_>>()
    };
    let mut found: Vec<(LintName, Found)> = searches.par_iter().map(named).collect::<Vec<_>>().concat();
    once_each(&mut found);
    let mut report = identity::named(causes::join(found), &|krate| package(workspace, krate));
    suppression::apply(&model, &mut report);
    report.findings.sort_by(|a, b| {
        let place = |finding: &Finding| (finding.primary.file.clone(), finding.primary.span, finding.lint);
        b.weight.total_cmp(&a.weight).then_with(|| place(a).cmp(&place(b)))
    });
    report.order();
    let pointed_at = report.pointed_at();
    let skipped = skipped(&loaded, files);
    let files = files_read(&loaded, &pointed_at);
    Report { skipped, seen: seen(&loaded), files, ..report }
}

fn package(workspace: &Workspace, krate: CrateId) -> &str {
    workspace.crates.get(krate.0 as usize).map_or("", |krate| &krate.package)
}

/// A file that is part of two crates gives its findings once.
fn once_each(found: &mut Vec<(LintName, Found)>) {
    let mut met = FxHashSet::default();
    found.retain(|(lint, found)| met.insert((*lint, found.primary.file.clone(), found.primary.span)));
}

fn skipped(loaded: &Loaded, files: &dyn Files) -> Vec<Skipped> {
    let libraries = files.dependencies().and_then(Dependencies::missing).map(|why| Skipped {
        file: "Cargo.toml".into(),
        span: None,
        why: SkippedWhy::Libraries(why),
    });
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
    let all = gaps.chain(unseen).chain(libraries);
    all.filter(|skipped| !suppression::silences(loaded, skipped)).collect()
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

fn files_read(loaded: &Loaded, pointed_at: &FxHashSet<Utf8PathBuf>) -> Vec<SourceFile> {
    let own = loaded.files.iter().filter(|file| !file.is_declaration);
    let read = own.map(|file| SourceFile {
        path: file.path.clone(),
        hash: file.facts.hash,
        lines: if pointed_at.contains(&file.path) { file.facts.lines.clone() } else { Vec::new() },
    });
    read.collect()
}
