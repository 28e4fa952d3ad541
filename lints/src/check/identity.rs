//! Names for findings, sites and rewrites, by which they refer to each other.
use std::sync::Arc;

use camino::Utf8PathBuf;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::input::CrateId;
use crate::report::{Finding, FindingId, LintName, Report, Rewrite, RewriteId, Site, SiteId, Span, Subject};
use crate::rules::found::{Found, Proposal};

/// A report of what was found, each thing with its name.
pub(super) fn named<'w>(found: Vec<(LintName, Found)>, package: &dyn Fn(CrateId) -> &'w str) -> Report {
    let mut report = Report::default();
    let sites = found.iter().flat_map(|(_, found)| &found.sites);
    let sites = Ordinals::of(sites.map(|site| (site.id.0.clone(), place(site))));
    let stem = |lint: LintName, found: &Found| format!("{}::{}/{lint}", package(found.krate), found.item);
    let places = found.iter().map(|(lint, found)| {
        let at = &found.primary;
        (stem(*lint, found), (at.file.clone(), at.span, Subject::Everything))
    });
    let places = Ordinals::of(places);
    let mut known: FxHashSet<SiteId> = FxHashSet::default();
    let mut whole_files: FxHashMap<RewriteId, usize> = FxHashMap::default();
    for (lint, found) in found {
        let id = FindingId(
            places.name(stem(lint, &found), &(found.primary.file.clone(), found.primary.span, Subject::Everything)),
        );
        let mut of_finding = Vec::with_capacity(found.sites.len());
        for site in found.sites {
            let id = SiteId(sites.name(site.id.0.clone(), &place(&site)));
            if !of_finding.contains(&id) {
                of_finding.push(id.clone());
            }
            if known.insert(id.clone()) {
                report.sites.push(Site { id, ..site });
            }
        }
        let rewrite = propose(&mut report, &mut whole_files, lint, &id, found.rewrite);
        report.findings.push(Finding {
            id,
            lint,
            level: found.level,
            heat: found.heat,
            krate: found.krate,
            item: found.item,
            message: found.message,
            primary: found.primary,
            labels: found.labels,
            notes: found.notes,
            rewrite: Some(rewrite),
            sites: of_finding,
            predicted: found.predicted,
            weight: found.weight,
        });
    }
    report
}

/// The name of what a finding proposes, which is in the report then; a file as a whole is rewritten once for all its findings.
fn propose(
    report: &mut Report,
    whole_files: &mut FxHashMap<RewriteId, usize>,
    lint: LintName,
    finding: &FindingId,
    proposal: Proposal,
) -> RewriteId {
    let id = RewriteId(match &proposal.whole_file {
        Some(file) => format!("{lint}/{file}"),
        None => finding.0.clone(),
    });
    if proposal.whole_file.is_some() {
        let next = report.rewrites.len();
        let number = *whole_files.entry(id.clone()).or_insert(next);
        if let Some(known) = report.rewrites.get_mut(number) {
            known.covers.push(finding.clone());
            return id;
        }
    }
    report.rewrites.push(Rewrite {
        id: id.clone(),
        title: proposal.title + proposal.beside.unwrap_or_default(),
        applicability: proposal.applicability,
        changes: Arc::unwrap_or_clone(proposal.changes),
        covers: vec![finding.clone()],
        excludes: Vec::new(),
    });
    id
}

/// The number of each place among those of one stem, in the order of the text.
struct Ordinals(FxHashMap<String, Vec<Place>>);

/// Where something is, and about what data.
type Place = (Utf8PathBuf, Span, Subject);

fn place(site: &Site) -> Place {
    (site.file.clone(), site.span, site.subject.clone())
}

impl Ordinals {
    fn of(places: impl Iterator<Item = (String, Place)>) -> Ordinals {
        let mut all: FxHashMap<String, Vec<Place>> = FxHashMap::default();
        for (stem, place) in places {
            all.entry(stem).or_default().push(place);
        }
        for places in all.values_mut() {
            places.sort();
            places.dedup();
        }
        Ordinals(all)
    }

    fn name(&self, stem: String, place: &Place) -> String {
        let places = self.0.get(&stem);
        let number = places.and_then(|all| all.binary_search(place).ok());
        let number = number.unwrap_or(0);
        format!("{stem}/{number}")
    }
}
