//! `confirm::run` on small workspaces with sites that are marked by hand in the sources.
//!
//! The tests' own program plays the tool: it is called as rustc's wrapper and as the launcher too, hence its own `main`.
#[path = "confirm/clock.rs"]
mod clock;
#[path = "confirm/memory.rs"]
mod memory;
#[path = "confirm/ownership.rs"]
mod ownership;
#[path = "confirm/seen.rs"]
mod seen;
#[path = "confirm/sharing.rs"]
mod sharing;
#[path = "confirm/tree.rs"]
mod tree;

use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use cargo_locality::confirm::{self, Backend, CargoOptions, Error, Request, Thresholds, Tree, Workload};
use cargo_locality::progress::Progress;
use cargo_locality::report::Confirmation;
use cargo_locality::report::evidence::{Counted, Evidence, Verdict};
use cargo_locality::report::run::Remark;
use cargo_locality::words;
use libtest_mimic::{Arguments, Trial};
use locality_lints::input::CrateId;
use locality_lints::report::{
    Finding, FindingId, Guard, Heat, Label, Level, LintName, Report, Saves, Site, SiteId, SourceFile, Span, Subject,
    TextHash,
};

fn main() -> ExitCode {
    if let Some(code) = confirm::wrapper::main_if_wrapper() {
        return code;
    }
    // The probe goes to the tests' own directory. Nobody may change the environment of a program that has threads.
    let cache = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    if std::env::var_os("XDG_CACHE_HOME").is_none_or(|dir| dir != *cache.as_os_str()) {
        let mut again = std::process::Command::new(std::env::current_exe().expect("the tests' own program"));
        let ended = again.args(std::env::args_os().skip(1)).env("XDG_CACHE_HOME", cache).status().expect("it starts");
        return if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let trial = |name: &str, test: fn()| {
        Trial::test(name, move || {
            test();
            Ok(())
        })
    };
    let trials = vec![
        trial("each_site_gets_its_verdict", each_site_gets_its_verdict),
        trial("cargos_own_time_is_no_part_of_the_run", cargos_own_time_is_no_part_of_the_run),
        trial("a_motley_workspace_is_built_and_left_as_it_was", a_motley_workspace_is_built_and_left_as_it_was),
        trial("a_guard_that_does_not_compile_is_taken_out", a_guard_that_does_not_compile_is_taken_out),
        trial("a_workload_that_fails_is_told", a_workload_that_fails_is_told),
        trial(
            "shares_of_the_time_are_those_of_the_program_alone",
            clock::shares_of_the_time_are_those_of_the_program_alone,
        ),
        trial(
            "what_waits_takes_no_time_and_what_is_handed_on_does",
            clock::what_waits_takes_no_time_and_what_is_handed_on_does,
        ),
        trial("what_rests_on_little_is_inconclusive", seen::what_rests_on_little_is_inconclusive),
        trial("inline_assembly_is_not_seen_and_told", seen::inline_assembly_is_not_seen_and_told),
        trial("the_capacity_is_told_beside_what_is_used_of_it", memory::the_capacity_is_told_beside_what_is_used_of_it),
        trial(
            "allocations_of_the_programs_own_allocator_are_counted",
            memory::allocations_of_the_programs_own_allocator_are_counted,
        ),
        trial("resident_memory_is_told_around_a_site", memory::resident_memory_is_told_around_a_site),
        trial(
            "false_sharing_is_confirmed_and_true_sharing_is_not",
            sharing::false_sharing_is_confirmed_and_true_sharing_is_not,
        ),
        trial("it_is_told_which_data_lie_on_huge_pages", memory::it_is_told_which_data_lie_on_huge_pages),
        trial(
            "other_texts_and_manifests_are_run_and_the_users_stay",
            tree::other_texts_and_manifests_are_run_and_the_users_stay,
        ),
        trial("misses_are_the_containers_or_the_users", ownership::misses_are_the_containers_or_the_users),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A workspace on the disk whose sources hold marks: `/*S name*/ … /*E*/` is a statement to measure.
struct Fixture {
    dir: tempfile::TempDir,
    report: Report,
    names: Vec<String>,
}

impl Fixture {
    fn new(files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let mut report = Report::default();
        let mut names = Vec::new();
        for (path, text) in files {
            let at = dir.path().join(path);
            fs::create_dir_all(at.parent().expect("a file has a parent")).expect("created");
            fs::write(&at, text).expect("written");
            let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
            let (hash, lines) = (TextHash::of(text), starts.collect());
            report.files.push(SourceFile { path: (*path).into(), hash, lines });
            let mut from = 0;
            while let Some(start) = text[from..].find("/*S ").map(|start| start + from) {
                let open = start + text[start..].find("*/").expect("the mark is closed") + 2;
                let end = open + text[open..].find("/*E*/").expect("the site ends");
                let name = text[start + 4..open - 2].trim().to_owned();
                let span = Span { start: open as u32, end: end as u32 };
                let site = site(&name, path, span);
                report.findings.push(finding(&name, &site));
                report.sites.push(site);
                names.push(name);
                from = end;
            }
        }
        Self { dir, report, names }
    }

    fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.dir.path()).expect("UTF-8")
    }

    fn run(
        &self,
        workload: Workload,
        args: &[&str],
        change: impl FnOnce(&mut Request<'_>),
    ) -> Result<Confirmation, Error> {
        let manifest = self.root().join("Cargo.toml");
        let metadata =
            cargo_metadata::MetadataCommand::new().manifest_path(&manifest).no_deps().exec().expect("cargo reads it");
        let packages = metadata.workspace_members.clone();
        let mut request = Request {
            metadata: &metadata,
            packages: &packages,
            report: &self.report,
            everywhere: None,
            tree: Tree::new(),
            target_dir: target_dir(),
            workload,
            args: args.iter().map(Into::into).collect(),
            cargo: CargoOptions {
                args: vec!["--offline".into(), "--manifest-path".into(), manifest.into_os_string()],
                ..CargoOptions::default()
            },
            backend: Backend::Auto,
            machine: "icelake-sp".to_owned(),
            thresholds: Thresholds::default(),
            keep: None,
            timeout: Duration::from_secs(120),
            verbose: false,
            progress: &Silence,
        };
        change(&mut request);
        confirm::run(&request)
    }

    fn verdict(&self, outcome: &Confirmation, name: &str) -> (Verdict, String) {
        let evidence = self.evidence(outcome, name);
        (evidence.verdict, self.why(evidence))
    }

    fn evidence<'o>(&self, outcome: &'o Confirmation, name: &str) -> &'o Evidence {
        &outcome.evidence[self.names.iter().position(|known| known == name).expect("marked")]
    }

    /// What led to the verdict on a site, in words.
    fn why(&self, evidence: &Evidence) -> String {
        let site = self.report.site(&evidence.site).expect("one of the report's");
        words::reason(&evidence.reason, &site.guard)
    }

    /// Every path of the tree with its text.
    fn tree(&self) -> Vec<(Utf8PathBuf, String)> {
        let mut all = Vec::new();
        let mut todo = vec![self.root().to_owned()];
        while let Some(dir) = todo.pop() {
            for entry in dir.read_dir_utf8().expect("readable").flatten() {
                let path = entry.path().to_owned();
                if path.is_dir() {
                    todo.push(path);
                } else {
                    all.push((path.clone(), fs::read_to_string(&path).unwrap_or_default()));
                }
            }
        }
        all.sort();
        all
    }
}

/// Shared by all tests, so that the probe is built once.
fn target_dir() -> Utf8PathBuf {
    Utf8PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("confirm")
}

fn finding(name: &str, site: &Site) -> Finding {
    Finding {
        id: FindingId(site.id.to_string()),
        lint: site.lint,
        level: Level::Warn,
        heat: Heat::Hot,
        krate: CrateId(0),
        item: String::new(),
        message: name.to_owned(),
        primary: Label { file: site.file.clone(), span: site.span, text: String::new() },
        labels: vec![],
        notes: vec![],
        rewrite: None,
        sites: vec![site.id.clone()],
        predicted: Default::default(),
        weight: 1.0,
    }
}

fn site(name: &str, file: &str, span: Span) -> Site {
    Site {
        id: SiteId(format!("package::{name}/nested_vec/0")),
        lint: LintName::new("nested_vec"),
        file: file.into(),
        span,
        guard: Guard::Statement(span),
        around: Vec::new(),
        is_in_build: true,
        subject: Subject::Everything,
        saves: Saves::Unused,
    }
}

struct Silence;

impl Progress for Silence {
    fn step(&self, _: &str) {}
    fn detail(&self, _: &str) {}
    fn line(&self, _: &str) {}
    fn done(&self) {}
}

const WALKS: &str = r#"
fn main() {
    let n = 1500;
    let grid = vec![vec![1.0_f64; n]; n];
    let mut sum = 0.0;
    /*S column*/for c in 0..n {
        for r in 0..n {
            sum += grid[r][c];
        }
    }/*E*/
    let few = (0..20_u64).collect::<Vec<_>>();
    let mut total = 0;
    for turn in 0..200_000_u64 {
        /*S few*/for one in &few {
            total += one ^ std::hint::black_box(turn);
        }/*E*/
    }
    if std::env::args().len() > 7 {
        /*S never*/for one in &few {
            total += one;
        }/*E*/
    }
    println!("{sum} {total} {}", file!());
    assert_eq!(file!(), "src/main.rs");
    assert_eq!(line!(), 25);
}
"#;

/// Cargo gives its process to a binary that it runs, with the time that it took itself.
fn cargos_own_time_is_no_part_of_the_run() {
    let text = "fn main() {\n    let mut sum = 0_u64;\n    \
                /*S all*/for one in 0..10_000_000_u64 { sum ^= std::hint::black_box(one); }/*E*/\n    println!(\"{sum}\");\n}\n";
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"short\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", text),
    ]);
    let workload = Workload { bins: vec!["short".into()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |request| request.backend = Backend::Time).expect("it runs");
    assert!(outcome.evidence[0].time_share.is_some_and(|share| share > 0.8), "{outcome:#?}");
}

fn each_site_gets_its_verdict() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"walks\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", WALKS),
    ]);
    let before = fixture.tree();
    let workload = Workload { bins: vec!["walks".into()], ..Workload::default() };
    let outcome = fixture.run(workload.clone(), &[], |_| {}).expect("it runs");
    assert_eq!(outcome.evidence.len(), 3);
    assert_eq!(fixture.verdict(&outcome, "column").0, Verdict::Confirmed, "{outcome:#?}");
    assert_eq!(fixture.verdict(&outcome, "few").0, Verdict::Refuted, "{outcome:#?}");
    assert!(fixture.verdict(&outcome, "few").1.contains("fits in L1d"), "{outcome:#?}");
    assert_eq!(fixture.verdict(&outcome, "never").0, Verdict::NotReached, "{outcome:#?}");
    assert_eq!(outcome.verdicts[0].finding, fixture.report.findings[0].id);
    assert_eq!(outcome.evidence[1].entries, Some(200_000));
    assert_eq!(fixture.tree(), before);

    let again = fixture.run(workload, &[], |_| {}).expect("it runs");
    for (one, other) in outcome.evidence.iter().zip(&again.evidence) {
        assert_eq!(one.verdict, other.verdict, "{one:#?}\n{other:#?}");
        assert!(matches!(one.counted, None | Some(Counted::Model { .. })), "{one:#?}");
        assert_eq!(one.counted, other.counted, "the same program on the same input");
    }
}

/// Editions, build scripts, procedural macros, lints that deny, LTO and abort on panic.
fn a_motley_workspace_is_built_and_left_as_it_was() {
    let fixture = Fixture::new(&[
        (
            "Cargo.toml",
            "[workspace]\nresolver = \"2\"\nmembers = [\"app\", \"old\", \"mid\", \"new\", \"mac\"]\n\
             [profile.release]\nlto = \"fat\"\npanic = \"abort\"\nstrip = true\n\
             [profile.release.package.old]\ncodegen-units = 16\nopt-level = 2\n",
        ),
        (
            "app/Cargo.toml",
            "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\
             [dependencies]\nold = { path = \"../old\" }\nmid = { path = \"../mid\" }\nnew = { path = \"../new\" }\nmac = { path = \"../mac\" }\n",
        ),
        (
            "app/build.rs",
            "fn main() { println!(\"cargo:rustc-env=FROM_BUILD=yes\"); println!(\"cargo:rerun-if-changed=build.rs\"); }",
        ),
        ("app/words.txt", "some words"),
        (
            "app/src/main.rs",
            "#!/usr/bin/env cargo\n#![deny(warnings)]\n#![forbid(unsafe_code)]\n//! Doc.\n\nmod deep;\n\n#[derive(mac::Nothing)]\nstruct Marked;\n\n\
             fn main() {\n    let _ = Marked;\n    assert_eq!(env!(\"FROM_BUILD\"), \"yes\");\n    assert_eq!(include_str!(\"../words.txt\"), \"some words\");\n    \
             let mut sum = deep::er::walk();\n    /*S app*/for i in 0..1000_u64 { sum += i * old::one() + mid::one() + new::one(); }/*E*/\n    println!(\"{sum}\");\n}\n",
        ),
        ("app/src/deep/mod.rs", "pub mod er;\n"),
        (
            "app/src/deep/er.rs",
            "pub fn walk() -> u64 {\n    let mut sum = 0;\n    /*S deep*/for i in [1, 2, 3_u64] { sum += i; }/*E*/\n    sum\n}\n",
        ),
        ("old/Cargo.toml", "[package]\nname = \"old\"\nversion = \"0.1.0\"\n"),
        (
            "old/src/lib.rs",
            "#![deny(warnings)]\npub mod inner { pub fn two() -> u64 { let mut s = 0; /*S old*/for i in vec![1u64, 1].iter() { s += *i; }/*E*/ s } }\npub fn one() -> u64 { ::inner::two() / 2 }\n",
        ),
        ("mid/Cargo.toml", "[package]\nname = \"mid\"\nversion = \"0.1.0\"\nedition = \"2018\"\n"),
        (
            "mid/src/lib.rs",
            "#![no_std]\nextern crate std;\npub fn one() -> u64 { let mut s = 0; /*S mid*/for i in &[1_u64] { s += *i; }/*E*/ s }\n",
        ),
        ("new/Cargo.toml", "[package]\nname = \"new\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"),
        ("new/src/lib.rs", "pub fn one() -> u64 { let mut s = 0; /*S new*/for i in [1_u64] { s += i; }/*E*/ s }\n"),
        (
            "mac/Cargo.toml",
            "[package]\nname = \"mac\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[lib]\nproc-macro = true\n",
        ),
        (
            "mac/src/lib.rs",
            "use proc_macro::TokenStream;\n#[proc_macro_derive(Nothing)]\npub fn nothing(_: TokenStream) -> TokenStream { TokenStream::new() }\n",
        ),
    ]);
    let before = fixture.tree();
    let workload = Workload { bins: vec!["app".into()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |_| {}).expect("it runs");
    for (site, name) in outcome.evidence.iter().zip(&fixture.names) {
        assert_ne!(site.verdict, Verdict::NotReached, "{name}: {outcome:#?}");
        assert!(site.entries.is_some_and(|entries| entries > 0), "{name}: {outcome:#?}");
    }
    assert_eq!(fixture.tree(), before);
}

fn a_guard_that_does_not_compile_is_taken_out() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"torn\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        (
            "src/main.rs",
            "fn main() {\n    let many = vec![1_u64; 100_000];\n    let mut sum = 0;\n    /*S good*/for one in &many { sum += *one; }/*E*/\n    \
             let more = (/*S bad*/sum/*E*/ + many.iter().step_by(7).sum::<u64>());\n    println!(\"{more}\");\n}\n",
        ),
    ]);
    let workload = Workload { bins: vec!["torn".into()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |_| {}).expect("it runs");
    assert!(outcome.runs.remarks.contains(&Remark::GuardsTakenOut(1)), "{outcome:#?}");
    assert_eq!(outcome.evidence[0].entries, Some(1), "{outcome:#?}");
    assert_eq!(outcome.evidence[1].entries, None, "{outcome:#?}");
    // Its lines still tell what was seen.
    assert!(outcome.evidence[1].counted.is_some(), "{outcome:#?}");
}

fn a_workload_that_fails_is_told() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"ends\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        (
            "src/main.rs",
            "fn main() {\n    let how = std::env::args().nth(1).unwrap_or_default();\n    /*S any*/for _ in 0..3 { println!(\"on stdout\"); eprintln!(\"on stderr\"); }/*E*/\n    \
             match how.as_str() {\n        \"panic\" => panic!(\"at the disco\"),\n        \"exit\" => std::process::exit(3),\n        \"abort\" => std::process::abort(),\n        \
             \"kill\" => drop(std::process::Command::new(\"kill\").args([\"-9\", &std::process::id().to_string()]).status()),\n        \
             \"forever\" => loop { std::thread::sleep(std::time::Duration::from_secs(1)) },\n        _ => {}\n    }\n}\n",
        ),
    ]);
    let workload = || Workload { bins: vec!["ends".into()], ..Workload::default() };
    // Whatever the end, there is a record: there are verdicts, and it is said.
    for (how, said) in [
        ("panic", "panicked"),
        ("exit", "exited with status 3"),
        ("abort", "was killed by signal 6"),
        ("forever", "did not end within 4 s"),
    ] {
        let outcome = fixture.run(workload(), &[how], |request| request.timeout = Duration::from_secs(4));
        let outcome = outcome.expect("there is a record");
        let failed = outcome.runs.failure.clone().map(Error::WorkloadFailed);
        let failed = failed.map(|failed| failed.to_string()).unwrap_or_default();
        assert!(failed.contains(said) && failed.contains("on stderr"), "{how}: {outcome:#?}");
        assert!(outcome.runs.remarks.iter().any(|remark| words::remark(remark).contains(said)), "{how}: {outcome:#?}");
        assert_eq!(outcome.evidence[0].entries, Some(1), "{how}: {outcome:#?}");
    }
    let killed = fixture.run(workload(), &["kill"], |_| {}).expect_err("no record").to_string();
    assert!(killed.contains("was killed by signal 9") && killed.contains("on stderr"), "{killed}");
}
