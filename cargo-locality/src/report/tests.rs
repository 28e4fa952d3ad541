//! A report is data: it can be written down and read back.
use std::time::Duration;

use locality_lints::report::{FindingId, SiteId};
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{Counters, Distances};

use super::coverage::{Coverage, Gap, Kernel, Of, Seen, Unseen, Untraced};
use super::evidence::*;
use super::memory::{Allocations, Blocks, LargestBlock, Neighbours, Pages, Slots};
use super::reason::{Cost, Lost, Reason};
use super::run::*;
use super::sharing::{Shared, SharedPlace};
use super::trace::{CodeCost, Figures, Modelled, Trace};
use super::{Confirmation, Report};

fn counts() -> Counts {
    Counts { loads: 1_000_000, l1d_misses: 250_000, bytes_used: 7, bytes_fetched: 64, ..Counts::default() }
}

fn neighbours() -> Neighbours {
    let mut distances = Distances::default();
    distances.add(1 << 20, 60);
    Neighbours::of(&distances, &Machine::default()).expect("there are steps")
}

fn evidence(site: &str, verdict: Verdict, reason: Reason) -> Evidence {
    let machine = Machine::parse("l1d=4K/4/64,l2=none").expect("a machine");
    let hardware = Counters { cycles: Some(3), page_faults: Some(0), ..Counters::default() };
    Evidence {
        site: SiteId(site.to_owned()),
        verdict,
        reason,
        time_share: Some(0.5),
        time_ns: Some(500),
        time_within: None,
        kernel: None,
        entries: Some(3),
        avoidable: Some(Avoidable { site: 0.75, program: 0.375 }),
        counted: Some(Counted::Model { machine, counts: counts(), lines_touched: Some(12) }),
        hardware: Some(hardware),
        loads_sampled: Some(LoadsSampled {
            samples: 12,
            pages: 5,
            cycles: None,
            sources: vec![(LoadSource::OtherCore, OfSource { share: 1.0, cycles: Some(100.0) })],
        }),
        agreement: Agreement { l1d_misses: Some(0.97), ..Agreement::default() },
        subject: Some(OfSubject {
            is_seen: true,
            counts: counts(),
            share: 0.25,
            unsure: 0.125,
            payload: 0.0625,
            saved: Saved::Lines(0.5),
            spared: counts(),
            hops: [1, 2, 3, 0],
        }),
        elsewhere: vec![LineShare {
            file: "src/lib.rs".to_owned(),
            line: 8,
            function: None,
            share: 0.5,
            l1d_misses: 4,
            neighbours: None,
        }],
        hoisted: Some(Hoisted { why: HoistedWhy::TooOften, to: Some(Surrounding { is_loop: true, line: 7 }) }),
        coverage: Some(Coverage {
            of: Of::Site,
            traced: 10,
            untraced: None,
            share: Some(0.5),
            samples: Some(99),
            gaps: vec![Gap::Code(Untraced::Library("libc.so.6".to_owned()), Some(0.5)), Gap::Stack(None)],
        }),
        split: Some(Split {
            container: 0.25,
            user: 0.75,
            functions: vec![FunctionShare { function: "alloc::vec::Vec::push".to_owned(), share: 0.25 }],
        }),
        lines: vec![LineShare {
            file: "src/lib.rs".to_owned(),
            line: 3,
            function: Some("core::f".to_owned()),
            share: 1.0,
            l1d_misses: 250_000,
            neighbours: Some(neighbours()),
        }],
        slots: Some(Slots { visited: 16, used_at_most: 1 }),
        neighbours: Some(neighbours()),
        blocks: Some(Blocks {
            count: 1,
            bytes: 1 << 22,
            used_at_most: 64,
            largest: LargestBlock {
                bytes: 1 << 22,
                used_at_most: 64,
                pages: Some(Pages { resident: 1 << 22, huge: 0 }),
            },
        }),
        allocations: Some(Allocations {
            count: 1,
            bytes: 2,
            pages_spanned: 3,
            pages_needed: 4,
            reallocations: 5,
            copied: 6,
        }),
        resident: None,
    }
}

fn confirmation() -> Confirmation {
    let run = RunOf { name: "solve".to_owned(), kind: "bench".to_owned(), traced: true };
    let programs = Programs {
        list: vec![Program { name: "solve".to_owned(), kind: "bench".to_owned(), role: Role::Bench }],
        packages: vec!["heat".to_owned()],
        profile: "bench".to_owned(),
    };
    let by = Counter::Model {
        name: "host".to_owned(),
        machine: Machine::default(),
        accesses: 9,
        unbooked: 1,
        traced: Some(0.9),
    };
    let hardware = Beside::Refused { errno: 2, operation: "cycles".to_owned() };
    let runs = Runs {
        workload: Workload::Programs(programs),
        counting: Some(Counting { by, hardware }),
        build: Duration::from_millis(1234),
        probe: Some(Duration::from_secs(12)),
        timed: Some(Duration::from_nanos(1)),
        traced: None,
        bounded: false,
        kernel: Some(Kernel { share: Some(0.5), faults: 3, faults_share: None }),
        remarks: vec![Remark::Failed { run: run.clone(), how: Ended::Killed(9) }, Remark::GuardsTakenOut(2)],
        failure: Some(Failure { run, how: Ended::TimedOut(Duration::from_secs(4)), tail: vec!["x".to_owned()] }),
    };
    let pays = Reason::Pays(vec![Cost::Misses(0.25), Cost::EmptySlots { at_least: 0.9375, visited: 16 }]);
    let lost = Reason::NoGuard(Lost::DoesNotCompile { error: "mismatched types".to_owned() });
    let shared = Shared {
        is_false: true,
        threads: 2,
        transfers: 1000,
        share: 0.125,
        places: vec![SharedPlace { file: "src/lib.rs".to_owned(), line: 3, function: "add".to_owned() }],
        names: vec!["sums[i]".to_owned()],
    };
    Confirmation {
        runs,
        evidence: vec![
            evidence("heat::solve/nested_vec/0", Verdict::Confirmed, pays),
            evidence("heat::solve/nested_vec/1", Verdict::Inconclusive, lost),
        ],
        verdicts: vec![Judged {
            finding: FindingId("heat::solve/nested_vec/0".to_owned()),
            verdict: Verdict::Confirmed,
            sites: vec![SiteId("heat::solve/nested_vec/0".to_owned())],
        }],
        without_site: 1,
        shared: vec![shared],
    }
}

fn trace() -> Trace {
    let figures = Figures {
        counts: counts(),
        cycles: 1.5,
        share: Some(1.0),
        faults: Some(4),
        container_share: None,
        neighbours: None,
    };
    let coverage = Coverage { of: Of::Program, traced: 1, untraced: Some(2), share: None, samples: None, gaps: vec![] };
    Trace {
        machines: vec![Modelled {
            name: "zen4".to_owned(),
            machine: Machine::preset("zen4").expect("a preset"),
            wall: Duration::from_secs(1),
            total: figures.clone(),
            coverage,
            shared: vec![],
        }],
        functions: vec![CodeCost {
            function: None,
            file: Some("a".to_owned()),
            line: Some(1),
            on: vec![figures],
            callers: Vec::new(),
        }],
        seen: Some(Seen {
            untraced: vec![(Untraced::Std, 0.1)],
            unseen: Some(Unseen { stack: 0.5, gathered: 0.0 }),
            ..Seen::default()
        }),
        ..Trace::default()
    }
}

#[test]
fn what_was_written_down_is_read_back() {
    let (confirmation, trace) = (confirmation(), trace());
    let report = Report { confirmation: Some(confirmation.clone()), trace: Some(trace.clone()), ..Report::default() };
    let text = serde_json::to_string(&report).expect("JSON");
    let read: Report = serde_json::from_str(&text).expect("it reads what it wrote");
    assert_eq!(read.confirmation, Some(confirmation.clone()));
    assert_eq!(read.trace, Some(trace.clone()));
    // Formats that do not name what they hold need every field.
    let bytes = postcard::to_stdvec(&report).expect("bytes");
    let read: Report = postcard::from_bytes(&bytes).expect("it reads what it wrote");
    assert_eq!((read.confirmation, read.trace), (Some(confirmation), Some(trace)));
}

#[test]
fn figures_that_this_version_does_not_count_are_passed_over() {
    let mut text = serde_json::to_value(confirmation()).expect("JSON");
    let counts = text.pointer_mut("/evidence/0/counted/Model/counts").expect("counts");
    counts["of_another_version"] = 7.into();
    let read: Confirmation = serde_json::from_value(text).expect("it reads");
    assert_eq!(read, confirmation());
}
