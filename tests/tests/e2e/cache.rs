//! What earlier runs learned is used only while it is true, and changes no byte of what is printed.
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::{Answer, Workspace};

/// Two members by pattern; `scan` walks a map, and declares a module that is not there.
const STORE: &str = r#"//- /Cargo.toml
[workspace]
members = ["crates/*"]
resolver = "2"
//- /crates/scan/Cargo.toml
[package]
name = "scan"
version = "0.1.0"
edition = "2021"
//- /crates/scan/src/lib.rs
mod absent;
pub fn most(counts: &std::collections::HashMap<u32, u64>, limits: &[u64]) -> u64 {
    let mut most = 0;
    for limit in limits { for count in counts.values() {
        most = most.max(*limit.min(count));
    } }
    most
}
//- /crates/other/Cargo.toml
[package]
name = "other"
version = "0.1.0"
edition = "2021"
//- /crates/other/src/lib.rs
pub fn one() -> u64 {
    1
}
"#;

/// A function that walks a map, under a name of its own.
fn walk(name: &str) -> String {
    format!(
        "pub fn {name}(map: &std::collections::HashMap<u32, u64>, rounds: u32) -> u64 {{\n    let mut sum = 0;\n    \
         for _ in 0..rounds {{ for value in map.values() {{\n        sum += value;\n    }} }}\n    sum\n}}\n"
    )
}

/// A workspace with a target directory of its own inside, where cargo puts it by itself.
struct Shelf(Workspace);

impl Shelf {
    fn new(of: &str) -> Shelf {
        Shelf(Workspace::written(STORE, &format!("cache-{of}")))
    }

    fn command(&self, options: &[&str]) -> Command {
        let mut command = self.0.command(options);
        command.env_remove("CARGO_TARGET_DIR");
        command
    }

    fn run(&self, options: &[&str]) -> Answer {
        Answer::of(&mut self.command(options))
    }

    /// Runs until nothing is asked and nothing parsed any more: what was written a moment ago is not kept at once.
    fn warm(&self, options: &[&str]) {
        let verbose = [options, &["-v"]].concat();
        let knows = |answer: Answer| answer.stderr.matches(" Knew the ").count() == 2;
        assert!((0..20).any(|_| knows(self.run(&verbose))), "{:#?}", self.run(&verbose));
    }

    /// The same, with an edit in between: facts are kept from the second look on.
    fn warm_with_facts(&self) {
        self.warm(&[]);
        self.0.write("crates/other/src/lib.rs", "pub fn two() -> u64 {\n    2\n}\n");
        self.warm(&[]);
    }

    /// What a run that knows nothing prints.
    fn afresh(&self, options: &[&str]) -> String {
        self.run(&[options, &["--no-cache"]].concat()).stdout
    }

    /// What the next run prints is what a run prints that knows nothing; and it is something else than `before`.
    #[track_caller]
    fn expect_change(&self, options: &[&str], before: &str) {
        let now = self.run(options);
        assert_ne!(now.stdout, before);
        assert_eq!(now.stdout, self.afresh(options));
    }

    fn target(&self) -> PathBuf {
        self.0.root().join("target")
    }

    fn records(&self) -> Vec<PathBuf> {
        let folder = self.target().join("locality/cache");
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths
    }
}

#[test]
fn warm_cold_and_without_a_cache_every_byte_is_the_same() {
    let shelf = Shelf::new("same");
    for options in [&["--notes"][..], &["--message-format", "short"], &["--message-format", "json"], &["-D", "all"]] {
        let _ = std::fs::remove_dir_all(shelf.target());
        let afresh = shelf.run(&[options, &["--no-cache"]].concat());
        assert!(afresh.stdout.contains("scan/src/lib.rs:4"), "{afresh:#?}");
        let cold = shelf.run(options);
        shelf.warm(options);
        let warm = shelf.run(options);
        let threads =
            |number: &str, options: &[&str]| Answer::of(shelf.command(options).env("RAYON_NUM_THREADS", number)).stdout;
        let all = [&cold.stdout, &warm.stdout, &threads("1", options), &threads("7", options)];
        assert!(all.iter().all(|stdout| **stdout == afresh.stdout), "{all:#?}");
        assert_eq!([cold.code, warm.code], [afresh.code, afresh.code]);
        let _ = std::fs::remove_dir_all(shelf.target());
        assert_eq!([threads("1", options), threads("7", options)], [afresh.stdout.clone(), afresh.stdout]);
    }
}

#[test]
fn levels_and_formats_are_those_of_the_run_and_not_of_the_record() {
    let shelf = Shelf::new("levels");
    shelf.warm(&[]);
    shelf.run(&["-D", "hash_iteration"]).expect_code(1);
    shelf.run(&["-A", "all", "-q"]).expect_code(0);
    for options in [&["-D", "hash_iteration"][..], &["-A", "all"], &["--limit", "1", "--message-format", "json"]] {
        assert_eq!(shelf.run(options).stdout, shelf.afresh(options));
    }
}

#[test]
fn an_edited_file_is_looked_at_again() {
    let shelf = Shelf::new("edit");
    shelf.warm(&[]);
    let before = shelf.run(&[]).stdout;
    shelf.0.write("crates/other/src/lib.rs", &walk("total"));
    shelf.expect_change(&[], &before);
    assert!(shelf.run(&[]).stdout.contains("crates/other/src/lib.rs:3"));
}

#[test]
fn after_an_edit_only_what_was_edited_is_parsed() {
    let shelf = Shelf::new("facts");
    shelf.warm_with_facts();
    for edit in 1..4 {
        shelf.0.write("crates/other/src/lib.rs", &walk(&format!("total_{edit}")));
        let answer = shelf.run(&["-v"]).expect_stderr(&["Recalled what 1 file says"]);
        assert!(answer.stdout.contains("crates/other/src/lib.rs:3"), "{answer:#?}");
        assert_eq!(shelf.run(&[]).stdout, shelf.afresh(&[]));
    }
    // What is not of this state of the workspace is not lost at once.
    shelf.0.write("crates/other/src/lib.rs", &walk("total_2"));
    shelf.run(&["-v"]).expect_stderr(&["Recalled what 2 files say"]);
}

#[test]
fn damaged_facts_cost_one_line_and_are_made_anew() {
    let shelf = Shelf::new("damaged-facts");
    shelf.warm_with_facts();
    let is_facts = |path: &&PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"facts"));
    for edit in 0..3 {
        let records = shelf.records();
        let facts = records.iter().find(is_facts).expect("facts were kept");
        let bytes = std::fs::read(facts).expect("readable");
        let damaged = match edit {
            0 => bytes[..bytes.len() - 9].to_vec(),
            1 => bytes.iter().map(|byte| byte ^ 0x20).collect(),
            // Every byte of what the entries hold, but not how long they are: the texts' hashes stay findable.
            _ => {
                bytes.iter().enumerate().map(|(at, byte)| if at > bytes.len() / 2 { byte ^ 1 } else { *byte }).collect()
            }
        };
        std::fs::write(facts, damaged).expect("written");
        shelf.0.write("crates/scan/src/new.rs", &walk(&format!("total_{edit}")));
        shelf.0.write("crates/scan/src/lib.rs", &format!("mod new;\n// Edit {edit}.\n{}", walk("most")));
        let answer = shelf.run(&[]).expect_code(0);
        assert_eq!(answer.stdout, shelf.afresh(&[]));
        assert_eq!(answer.stderr.matches("warning: the cache in ").count(), 1, "{edit}: {}", answer.stderr);
        assert_eq!(answer.stderr.lines().count(), 1, "{edit}: {}", answer.stderr);
        shelf.warm(&[]);
    }
}

#[test]
fn a_module_that_was_missing_is_seen_when_it_comes() {
    let shelf = Shelf::new("module");
    shelf.warm(&[]);
    let before = shelf.run(&[]).stdout;
    assert!(before.contains("absent"), "{before}");
    // The first place where it may lie has nothing still; the second has.
    shelf.0.write("crates/scan/src/absent/mod.rs", &walk("found"));
    shelf.expect_change(&[], &before);
    assert!(shelf.run(&[]).stdout.contains("absent/mod.rs:3"));
}

#[test]
fn programs_members_and_manifests_that_come_and_change_are_noticed() {
    let shelf = Shelf::new("members");
    let changed = |files: &[(&str, String)], place: &str| {
        shelf.warm(&[]);
        let before = shelf.run(&[]).stdout;
        files.iter().for_each(|(path, text)| shelf.0.write(path, text));
        shelf.expect_change(&[], &before);
        let now = shelf.run(&[]).stdout;
        assert!(now.contains(place), "{place}: {now}");
    };
    let program = |name: &str| format!("{}fn main() {{ {name}(&Default::default(), 1); }}\n", walk(name));
    changed(&[("crates/other/src/bin/tool.rs", program("first"))], "bin/tool.rs:3");
    changed(&[("crates/other/src/bin/kit/main.rs", program("second"))], "kit/main.rs:3");
    changed(&[("crates/other/src/main.rs", program("third"))], "other/src/main.rs:3");
    let manifest = shelf.0.read("crates/other/Cargo.toml").replace("other", "third");
    changed(
        &[("crates/third/src/lib.rs", walk("fourth")), ("crates/third/Cargo.toml", manifest)],
        "third/src/lib.rs:3",
    );
    shelf.warm(&[]);
    shelf.0.write("Cargo.toml", "[workspace]\nmembers = [\"crates/scan\"]\nresolver = \"2\"\n");
    let fewer = shelf.run(&[]).stdout;
    assert!(fewer.contains("scan/src") && !fewer.contains("other/src"), "{fewer}");
    shelf.warm(&[]);
    std::fs::remove_file(shelf.0.root().join("crates/scan/Cargo.toml")).expect("removed");
    shelf.run(&[]).expect_code(2);
}

#[test]
fn what_the_environment_and_the_configuration_say_is_asked_each_time() {
    let shelf = Shelf::new("surroundings");
    shelf.0.write("crates/other/src/lib.rs", "#[cfg(extra)]\npub mod extra;\n");
    shelf.0.write("crates/other/src/extra.rs", &walk("total"));
    shelf.warm(&[]);
    let extra = Answer::of(shelf.command(&[]).env("RUSTFLAGS", "--cfg extra")).stdout;
    assert!(extra.contains("extra.rs:3"), "{extra}");
    assert!(!shelf.run(&[]).stdout.contains("extra.rs"));
    shelf.0.write(".cargo/config.toml", "[build]\ntarget-dir = \"elsewhere\"\n");
    shelf.warm(&[]);
    assert!(shelf.0.root().join("elsewhere/locality/cache").is_dir());
    shelf.warm(&["--target", "x86_64-unknown-linux-gnu"]);
    let below = Answer::of(shelf.command(&[]).current_dir(shelf.0.root().join("crates/other"))).stdout;
    assert!(!below.contains("crates/scan"), "{below}");
}

#[test]
fn conditions_that_the_configuration_adds_hold_and_are_asked_each_time() {
    let shelf = Shelf::new("configured");
    let gated = |flag: &str| format!("#[cfg({flag})]\npub mod {flag};\n");
    let flags = ["built", "targeted", "tripled", "given", "elsewhere"];
    shelf.0.write("crates/other/src/lib.rs", &flags.map(gated).concat());
    flags.iter().for_each(|flag| shelf.0.write(&format!("crates/other/src/{flag}.rs"), &walk("total")));
    let seen = |args: &[&str]| -> Vec<&str> {
        shelf.warm(args);
        let said = shelf.run(args).stdout;
        flags.into_iter().filter(|flag| said.contains(&format!("{flag}.rs:3"))).collect()
    };
    assert_eq!(seen(&[]), [""; 0]);
    let build = "[build]\nrustflags = \"-C opt-level=1 --cfg built\"\n";
    shelf.0.write(".cargo/config.toml", build);
    assert_eq!(seen(&[]), ["built"]);
    assert_eq!(seen(&["--config", "build.rustflags='--cfg given'"]), ["given"]);
    let build = "[build]\nrustflags = ['-Copt-level=1', '--cfg', 'built']\n";
    shelf.0.write(".cargo/config.toml", build);
    assert_eq!(seen(&["--config", "build.rustflags=['--cfg=given']"]), ["built", "given"]);
    // What a target says takes the place of what is said of every build.
    let target = "[target.'cfg(not(windows))']\nrustflags = ['--cfg=targeted']\n\
                  [target.'cfg(windows)']\nrustflags = ['--cfg=elsewhere']\n\
                  [target.x86_64-unknown-none]\nrustflags = ['--cfg', 'tripled']\n";
    shelf.0.write(".cargo/config.toml", &format!("{build}{target}"));
    assert_eq!(seen(&[]), ["targeted"]);
    // And the environment in that of both.
    let environment = Answer::of(shelf.command(&[]).env("RUSTFLAGS", "")).stdout;
    assert!(!environment.contains("targeted.rs"), "{environment}");
    std::fs::remove_file(shelf.0.root().join(".cargo/config.toml")).expect("removed");
    assert_eq!(seen(&[]), [""; 0]);
}

#[test]
fn flags_that_change_the_target_change_what_holds() {
    let shelf = Shelf::new("flagged");
    let conditions = [
        ("wide", "target_feature = \"avx512f\""),
        ("aborts", "panic = \"abort\""),
        ("unwinds", "panic = \"unwind\""),
        ("asserts", "debug_assertions"),
        ("elsewhere", "target_os = \"windows\""),
    ];
    let gated = |(name, cfg): (&str, &str)| format!("#[cfg({cfg})]\npub mod {name};\n");
    shelf.0.write("crates/other/src/lib.rs", &conditions.map(gated).concat());
    conditions.iter().for_each(|(name, _)| shelf.0.write(&format!("crates/other/src/{name}.rs"), &walk("total")));
    let seen = |args: &[&str], environment: &[(&str, &str)]| -> Vec<&str> {
        // The second look has the answer of the first.
        let look = || Answer::of(shelf.command(args).envs(environment.iter().copied())).stdout;
        let said = look();
        assert_eq!(said, look());
        conditions.iter().map(|(name, _)| *name).filter(|name| said.contains(&format!("{name}.rs:3"))).collect()
    };
    let rustflags = |flags| seen(&[], &[("RUSTFLAGS", flags)]);
    assert_eq!(seen(&[], &[]), ["unwinds"]);
    if cfg!(target_arch = "x86_64") {
        assert_eq!(rustflags("-C target-feature=+avx512f"), ["wide", "unwinds"]);
        assert_eq!(rustflags("-Ctarget-cpu=skylake-avx512 -Cpanic=abort"), ["wide", "aborts"]);
        assert_eq!(seen(&[], &[("CARGO_ENCODED_RUSTFLAGS", "-C\u{1f}target-cpu=skylake-avx512")]), ["wide", "unwinds"]);
    }
    assert_eq!(rustflags("-C debug-assertions"), ["unwinds", "asserts"]);
    assert_eq!(seen(&[], &[]), ["unwinds"]);
    assert_eq!(seen(&["--config", "build.rustflags=['-C', 'panic=abort']"], &[]), ["aborts"]);
    assert_eq!(seen(&["--config", "profile.release.panic='abort'"], &[]), ["aborts"]);
    assert_eq!(seen(&[], &[("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "true")]), ["unwinds", "asserts"]);
    assert_eq!(seen(&[], &[("CARGO_BUILD_TARGET", "x86_64-pc-windows-msvc")]), ["unwinds", "elsewhere"]);
    shelf.0.write(".cargo/config.toml", "[build]\ntarget = \"x86_64-pc-windows-msvc\"\n");
    assert_eq!(seen(&[], &[]), ["unwinds", "elsewhere"]);
}

#[test]
fn code_behind_conditions_of_a_build_script_is_looked_at() {
    let shelf = Shelf::new("scripted");
    let names = ["fast", "slow", "made", "elsewhere"];
    let gates = ["fast", "not(fast)", "has_wide", "unheard_of"];
    let gated = names.iter().zip(gates).map(|(name, gate)| format!("#[cfg({gate})]\npub mod {name};\n"));
    shelf.0.write("crates/other/src/lib.rs", &gated.collect::<String>());
    names.iter().for_each(|name| shelf.0.write(&format!("crates/other/src/{name}.rs"), &walk("total")));
    let seen = || -> Vec<&str> {
        let said = shelf.run(&["--target-dir", "built"]).stdout;
        names.into_iter().filter(|name| said.contains(&format!("{name}.rs:3"))).collect()
    };
    let script = |body: &str| shelf.0.write("crates/other/build.rs", &format!("fn main() {{ {body} }}\n"));
    assert_eq!(seen(), ["slow"]);
    script("println!(\"cargo:rustc-cfg=fast\");");
    assert_eq!(seen(), ["fast", "slow"]);
    script("for it in [\"has_wide\"] { println!(\"cargo::rustc-cfg={it}\"); }");
    assert_eq!(seen(), names);
    // Where it ran, it said what holds.
    let output = "cargo:rerun-if-changed=build.rs\ncargo:rustc-cfg=has_wide\n";
    shelf.0.write("built/release/build/other-0123456789abcdef/output", output);
    assert_eq!(seen(), ["slow", "made"]);
}

#[test]
fn a_file_that_a_build_script_may_spare_is_not_missed() {
    let shelf = Shelf::new("spared");
    let warned = |gate: &str| {
        let text = format!("#[cfg({gate})]\ninclude!(\"made.rs\");\n#[cfg({gate})]\nmod absent;\n");
        shelf.0.write("crates/other/src/lib.rs", &text);
        shelf.run(&["-p", "other", "--target-dir", "built"]).stdout.matches("locality::unread").count()
    };
    shelf.0.write("crates/other/build.rs", "fn main() { println!(\"cargo:rustc-cfg=has_made\"); }\n");
    assert_eq!(warned("has_made"), 0);
    assert_eq!(warned("not(has_made)"), 0);
    assert_eq!(warned("not(feature = \"absent\")"), 2);
}

/// A package that takes a type from another one beside it, which is no member.
const BORROWER: &str = r#"//- /shelf/Cargo.toml
[package]
name = "shelf"
version = "0.1.0"
edition = "2021"
//- /shelf/src/lib.rs
pub type Stock = std::collections::BTreeMap<u32, u64>;
//- /app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
edition = "2021"
[dependencies]
shelf = { path = "../shelf" }
[workspace]
//- /app/src/lib.rs
pub fn sum(stock: &shelf::Stock, rounds: u32) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds { for value in stock.values() {
        sum += value;
    } }
    sum
}
"#;

#[test]
fn what_other_packages_declare_is_looked_at_again_when_it_changes() {
    let place = Workspace::written(BORROWER, "cache-libraries");
    let run = |options: &[&str]| {
        let mut command = place.command([options, &["-v", "--message-format", "short"]].concat());
        Answer::of(command.current_dir(place.root().join("app")).env_remove("CARGO_TARGET_DIR")).expect_code(0)
    };
    let warm = || assert!((0..20).any(|_| run(&[]).stderr.matches(" Knew the ").count() == 2), "{:#?}", run(&[]));
    let finds = || {
        let found = run(&[]).stdout;
        assert_eq!(found, run(&["--no-cache"]).stdout);
        found.contains("hash_iteration")
    };
    warm();
    assert!(!finds());
    // Without a lock file nobody can tell which libraries there are; with one, the other package's are at hand.
    place.write("shelf/src/lib.rs", "pub type Stock = std::collections::HashMap<u32, u64>;\n");
    let lock = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"shelf\",\n]\n\n\
                [[package]]\nname = \"shelf\"\nversion = \"0.1.0\"\n";
    place.write("app/Cargo.lock", lock);
    assert!(finds());
    warm();
    assert!(finds());
    place.write("shelf/src/lib.rs", "pub type Stock = std::collections::BTreeMap<u32, u64>;\n");
    assert!(!finds());
}

#[test]
fn a_damaged_cache_costs_one_line_and_is_made_anew() {
    let shelf = Shelf::new("damaged");
    shelf.warm(&[]);
    let right = shelf.afresh(&[]);
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
    let flipped = |bytes: &mut Vec<u8>| {
        let at = bytes.len() - 7;
        bytes[at] ^= 0x10;
    };
    let foreign =
        |bytes: &mut Vec<u8>| *bytes = b"somebody else's notes, which are long enough to be a record".to_vec();
    let empty = |bytes: &mut Vec<u8>| bytes.clear();
    let damages: [fn(&mut Vec<u8>); 4] = [cut, flipped, foreign, empty];
    for damage in damages {
        for path in shelf.records() {
            let mut bytes = std::fs::read(&path).expect("a record");
            damage(&mut bytes);
            std::fs::write(&path, bytes).expect("written");
        }
        let answer = shelf.run(&[]).expect_code(0);
        assert_eq!(answer.stdout, right);
        assert_eq!(answer.stderr.lines().count(), 1, "{}", answer.stderr);
        assert!(answer.stderr.starts_with("warning: the cache in ") && answer.stderr.contains("locality/cache"));
        let next = shelf.run(&[]);
        assert_eq!((next.stdout.as_str(), next.stderr.as_str()), (right.as_str(), ""));
        shelf.warm(&[]);
    }
}

#[test]
fn runs_at_the_same_time_do_not_disturb_each_other() {
    let shelf = Shelf::new("together");
    let right = shelf.afresh(&[]);
    for _ in 0..4 {
        let _ = std::fs::remove_dir_all(shelf.target());
        let start = || shelf.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        let runs: Vec<_> = (0..8).map(|_| start()).collect();
        for run in runs {
            let answer = run.wait_with_output().expect("ends");
            assert_eq!(String::from_utf8_lossy(&answer.stdout), right);
            assert_eq!(String::from_utf8_lossy(&answer.stderr), "");
        }
        shelf.warm(&[]);
    }
}

#[test]
fn no_cache_writes_nothing_and_reads_nothing() {
    let shelf = Shelf::new("without");
    let right = shelf.run(&["--no-cache"]).expect_code(0).stdout;
    assert!(!shelf.target().exists());
    shelf.warm(&[]);
    let before: Vec<(PathBuf, Vec<u8>)> = shelf.0.contents();
    let again = shelf.run(&["--no-cache", "-v"]);
    assert_eq!(again.stdout.lines().next(), right.lines().next());
    assert!(!again.stderr.contains(" Knew "), "{}", again.stderr);
    assert_eq!(shelf.0.contents(), before);
}

#[test]
fn a_place_that_cannot_be_written_is_done_without() {
    let shelf = Shelf::new("unwritable");
    let right = shelf.afresh(&[]);
    // A file where the directory would be: that holds for root as well.
    std::fs::write(shelf.target(), "taken").expect("a file");
    let answer = shelf.run(&[]).expect_code(0);
    assert_eq!((answer.stdout.as_str(), answer.stderr.as_str()), (right.as_str(), ""));
    shelf.run(&["-v"]).expect_stderr(&[&path_text(&shelf.target().join("locality/cache"))]);
}

fn path_text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}
