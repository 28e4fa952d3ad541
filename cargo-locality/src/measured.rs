//! Findings that only a measurement makes: what runs have shown of a site, told under the name of a rule that finds nothing in the
//! source. They stand beside the check's own from then on.
use locality_lints::report::{Finding, FindingId, Label, Level, LintName, Predicted, Site};
use locality_lints::rules::Rule;

use crate::report::Report;
use crate::report::evidence::{Evidence, Judged, Verdict};

/// A rule, and what it says of a site.
#[derive(Clone, Copy, Debug)]
pub struct Speaker {
    /// The rule.
    pub rule: &'static Rule,
    /// What it says of what runs have shown, if anything.
    pub speaks: fn(&Evidence) -> Option<Said>,
}

/// What a rule says of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The headline, one sentence, lower case, no full stop.
    pub message: String,
    /// What to print at the site.
    pub label: String,
    /// Why it costs.
    pub notes: Vec<String>,
}

/// Every rule whose findings a measurement makes.
pub const SPEAKERS: &[Speaker] = &[];

/// Adds what `speakers` say of the sites that were run, each as loud as `level` has it and with the verdict on its site. What is
/// confirmed is a warning.
pub fn add(report: &mut Report, speakers: &[Speaker], level: &dyn Fn(&Finding) -> Level) {
    let Some(confirmation) = &mut report.confirmation else { return };
    for Speaker { rule, speaks } in speakers {
        for evidence in &confirmation.evidence {
            let Some(said) = speaks(evidence) else { continue };
            let about = report.source.findings.iter().find(|finding| finding.sites.contains(&evidence.site));
            let (Some(about), Some(site)) = (about, report.source.site(&evidence.site)) else { continue };
            let mut finding = finding(rule, said, site, about);
            finding.level = level(&finding);
            let sites = vec![evidence.site.clone()];
            let judged = Judged { finding: finding.id.clone(), verdict: evidence.verdict, sites };
            let is_new = report.source.findings.iter().all(|known| known.id != finding.id);
            if is_new && finding.level != Level::Allow {
                confirmation.verdicts.push(judged);
                report.source.findings.push(finding);
            }
        }
    }
    raise_confirmed(&mut report.source.findings, &confirmation.verdicts, level);
    // Stable: of one verdict, the check's own come first.
    confirmation.verdicts.sort_by_key(|judged| std::cmp::Reverse(judged.verdict));
}

/// What runs have confirmed is a warning at least, whatever was predicted of it.
fn raise_confirmed(findings: &mut [Finding], verdicts: &[Judged], level: &dyn Fn(&Finding) -> Level) {
    let confirmed =
        |id: &FindingId| verdicts.iter().any(|judged| judged.finding == *id && judged.verdict == Verdict::Confirmed);
    for finding in findings.iter_mut().filter(|finding| finding.level == Level::Note && confirmed(&finding.id)) {
        finding.level = Level::Warn;
        finding.level = level(finding);
    }
}

/// A finding at `site`, which `about` is about too.
fn finding(rule: &Rule, said: Said, site: &Site, about: &Finding) -> Finding {
    // `package::item/lint/ordinal`, with this lint in place of the one that asked first.
    let mut parts = site.id.as_str().rsplitn(3, '/');
    let (ordinal, _, item) = (parts.next().unwrap_or("0"), parts.next(), parts.next().unwrap_or_default());
    Finding {
        id: FindingId(format!("{item}/{}/{ordinal}", rule.name)),
        lint: LintName::new(rule.name),
        level: rule.level,
        heat: about.heat,
        krate: about.krate,
        item: about.item.clone(),
        message: said.message,
        primary: Label { file: site.file.clone(), span: site.span, text: said.label },
        labels: vec![],
        notes: said.notes,
        rewrite: None,
        sites: vec![site.id.clone()],
        predicted: Predicted::default(),
        weight: about.weight,
    }
}

#[cfg(test)]
mod tests {
    use locality_lints::input::CrateId;
    use locality_lints::report::{Guard, Heat, Saves, SiteId, Span, Subject};
    use locality_lints::rules::Chapter;

    use super::*;
    use crate::report::Confirmation;
    use crate::report::evidence::Agreement;
    use crate::report::reason::{Cost, Reason};

    const RULE: Rule = Rule::measured("tlb_bound", Chapter::Traversal, Level::Warn, "page walks", "# tlb_bound", "");

    /// Where each access walks the pages.
    fn speaks(evidence: &Evidence) -> Option<Said> {
        let Reason::Pays(costs) = &evidence.reason else { return None };
        costs.iter().any(|cost| matches!(cost, Cost::PageWalks(per_access) if *per_access > 0.5)).then(|| Said {
            message: "this walk is bound by the TLB".to_owned(),
            label: "a page walk for most accesses".to_owned(),
            notes: vec!["huge pages would spare them".to_owned()],
        })
    }

    fn evidence(site: &str, reason: Reason, verdict: Verdict) -> Evidence {
        Evidence {
            site: SiteId(site.to_owned()),
            verdict,
            reason,
            time_share: None,
            time_ns: None,
            time_within: None,
            kernel: None,
            entries: Some(1),
            avoidable: None,
            counted: None,
            hardware: None,
            loads_sampled: None,
            agreement: Agreement::default(),
            hoisted: None,
            subject: None,
            elsewhere: Vec::new(),
            coverage: None,
            split: None,
            lines: vec![],
            slots: None,
            neighbours: None,
            blocks: None,
            allocations: None,
            resident: None,
        }
    }

    fn report() -> Report {
        let ids = ["heat::solve/nested_vec/0", "heat::solve/nested_vec/1"];
        let site = |id: &str| Site {
            id: SiteId(id.to_owned()),
            lint: LintName::new("nested_vec"),
            file: "src/lib.rs".into(),
            span: Span { start: 3, end: 9 },
            guard: Guard::Statement(Span { start: 3, end: 9 }),
            around: vec![],
            is_in_build: true,
            subject: Subject::Everything,
            saves: Saves::Unused,
        };
        let mut report = Report::default();
        report.source.sites = ids.map(site).into();
        report.source.findings.push(Finding {
            id: FindingId(ids[0].to_owned()),
            lint: LintName::new("nested_vec"),
            level: Level::Warn,
            heat: Heat::Hot,
            krate: CrateId(2),
            item: "solve".to_owned(),
            message: String::new(),
            primary: Label { file: "src/lib.rs".into(), span: Span { start: 0, end: 1 }, text: String::new() },
            labels: vec![],
            notes: vec![],
            rewrite: None,
            sites: ids.map(|id| SiteId(id.to_owned())).into(),
            predicted: Predicted::default(),
            weight: 1.0,
        });
        let judged = Judged {
            finding: FindingId(ids[0].to_owned()),
            verdict: Verdict::Inconclusive,
            sites: vec![SiteId(ids[0].to_owned())],
        };
        report.confirmation = Some(Confirmation {
            evidence: vec![
                evidence(ids[0], Reason::NeverRuns, Verdict::Inconclusive),
                evidence(ids[1], Reason::Pays(vec![Cost::PageWalks(0.9)]), Verdict::Confirmed),
            ],
            verdicts: vec![judged],
            ..Confirmation::default()
        });
        report
    }

    #[test]
    fn what_was_measured_is_a_finding_with_its_verdict() {
        let mut report = report();
        add(&mut report, &[Speaker { rule: &RULE, speaks }], &|finding| finding.level);
        let ids: Vec<&str> = report.source.findings.iter().map(|finding| finding.id.0.as_str()).collect();
        assert_eq!(ids, ["heat::solve/nested_vec/0", "heat::solve/tlb_bound/1"]);
        let finding = &report.source.findings[1];
        assert_eq!((finding.lint.as_str(), finding.krate, finding.item.as_str()), ("tlb_bound", CrateId(2), "solve"));
        let verdicts = report.confirmation.as_ref().map(|confirmation| confirmation.verdicts.as_slice());
        let first = &verdicts.expect("it was run")[0];
        assert_eq!((&first.finding, first.verdict), (&finding.id, Verdict::Confirmed));
        // Once is enough.
        add(&mut report, &[Speaker { rule: &RULE, speaks }], &|finding| finding.level);
        assert_eq!(report.source.findings.len(), 2);
    }

    #[test]
    fn what_is_confirmed_is_a_warning() {
        for (verdict, level) in [(Verdict::Confirmed, Level::Warn), (Verdict::Inconclusive, Level::Note)] {
            let mut report = report();
            report.source.findings[0].level = Level::Note;
            report.confirmation.as_mut().expect("it was run").verdicts[0].verdict = verdict;
            add(&mut report, &[], &|finding| finding.level);
            assert_eq!(report.source.findings[0].level, level, "{verdict:?}");
        }
    }

    #[test]
    fn what_the_command_line_silences_is_not_said() {
        let mut report = report();
        add(&mut report, &[Speaker { rule: &RULE, speaks }], &|_| Level::Allow);
        assert_eq!(report.source.findings.len(), 1);
    }

    #[test]
    fn where_nothing_was_run_nothing_is_said() {
        let mut report = Report { confirmation: None, ..report() };
        add(&mut report, &[Speaker { rule: &RULE, speaks }], &|finding| finding.level);
        assert_eq!(report.source.findings.len(), 1);
        assert!(RULE.is_measured());
    }
}
