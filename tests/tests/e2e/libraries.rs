//! Types that come out of other packages: from their own sources where cargo knows them, else as the tool declares them.
use std::collections::BTreeSet;
use std::process::Command;

use crate::harness::{Answer, Workspace};

/// A package with a dependency beside it, in no common workspace.
const APP: &str = "//- /app/Cargo.toml
[package]
name = \"app\"
version = \"0.1.0\"
edition = \"2021\"
[workspace]
[dependencies]
lists = { package = \"tables\", path = \"../tables\", features = [\"hashed\"] }
//- /app/src/lib.rs
pub fn f(table: &lists::Table) -> u64 {
    let mut sum = 0;
    for count in table.values() {
        sum += count;
    }
    sum
}
//- /tables/Cargo.toml
[package]
name = \"tables\"
version = \"0.1.0\"
edition = \"2021\"
[workspace]
[features]
hashed = []
//- /tables/src/lib.rs
#[cfg(feature = \"hashed\")]
pub type Table = std::collections::HashMap<u32, u64>;
#[cfg(not(feature = \"hashed\"))]
pub type Table = std::collections::BTreeMap<u32, u64>;
";

fn cargo(workspace: &Workspace, folder: &str, args: &[&str]) -> bool {
    let mut command = Command::new(env!("CARGO"));
    command.args(args).current_dir(workspace.root().join(folder)).env_remove("CARGO_NET_OFFLINE");
    command.output().expect("cargo starts").status.success()
}

fn check(workspace: &Workspace, folder: &str) -> Answer {
    let manifest = format!("{folder}/Cargo.toml");
    workspace
        .run(["check", "-v", "--no-cache", "--message-format", "json", "--manifest-path", &manifest])
        .expect_code(0)
}

/// The lines in which something is walked in hash order.
fn walked(answer: &Answer) -> BTreeSet<u64> {
    let messages = answer.json();
    let findings = messages.iter().filter(|message| message["message"]["code"]["code"] == "locality::hash_iteration");
    let spans = findings.flat_map(|finding| finding["message"]["spans"].as_array().expect("spans"));
    spans.filter(|span| span["is_primary"] == true).map(|span| span["line_start"].as_u64().expect("a line")).collect()
}

#[test]
fn a_path_dependency_outside_the_workspace_gives_its_types() {
    let workspace = Workspace::written(APP, "libraries-path");
    assert!(cargo(&workspace, "app", &["generate-lockfile", "--offline"]), "a lock file without the network");
    let before = workspace.contents();
    let answer = check(&workspace, "app").expect_stderr(&["1 libraries of other packages"]);
    assert_eq!(walked(&answer), BTreeSet::from([3]));
    assert!(workspace.contents() == before, "the workspace is as it was");
}

#[test]
fn without_a_lock_file_nothing_is_resolved_and_none_is_written() {
    let workspace = Workspace::written(APP, "libraries-no-lock");
    let before = workspace.contents();
    let answer = check(&workspace, "app").expect_stderr(&["no sources of other packages: there is no Cargo.lock"]);
    assert_eq!(walked(&answer), BTreeSet::new());
    assert!(workspace.contents() == before, "the workspace is as it was");
}

#[test]
fn a_lock_file_that_does_not_fit_is_left_alone() {
    let workspace = Workspace::written(APP, "libraries-stale-lock");
    workspace.write("app/Cargo.lock", "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\n");
    let before = workspace.contents();
    let answer = check(&workspace, "app").expect_stderr(&["no sources of other packages: "]);
    assert_eq!(walked(&answer), BTreeSet::new());
    assert!(workspace.contents() == before, "the workspace is as it was");
}

/// Walks over sets that come out of well-known crates' types; `//~` marks each.
const WELL_KNOWN: &str = "//- /Cargo.toml
[package]
name = \"walks\"
version = \"0.1.0\"
edition = \"2021\"
[workspace]
[dependencies]
ahash = \"0.8\"
crossbeam = \"0.8\"
dashmap = \"6\"
hashbrown = \"0.15\"
indexmap = \"2\"
nalgebra = \"0.33\"
ndarray = \"0.16\"
parking_lot = \"0.12\"
rayon = \"1\"
rustc-hash = \"2\"
smallvec = \"1\"
//- /src/lib.rs
use std::collections::HashSet;
type Set = HashSet<u32>;
fn see<T>(_: T) {}
pub fn ahash(a: &ahash::AHashMap<u8, u8>, b: &ahash::HashMap<u8, u8>) {
    for x in a.iter() { see(x) } //~
    for x in b.keys() { see(x) } //~
}
pub fn crossbeam(r: &crossbeam::channel::Receiver<Set>, q: &crossbeam::queue::SegQueue<Set>) {
    for x in r.recv().unwrap() { see(x) } //~
    let h = q.pop();
    if let Some(h) = h {
        for x in h { see(x) } //~
    }
}
pub fn padded(p: &crossbeam::utils::CachePadded<Set>) {
    for x in p.iter() { see(x) } //~
}
pub fn dashmap(a: &dashmap::DashMap<u8, Set>) {
    for x in a.iter() { see(x) } //~
    let mut e = a.entry(3).or_default();
    for x in e.iter() { see(x) } //~
    e.insert(3);
}
pub fn hashbrown(a: &mut hashbrown::HashMap<u8, Set>, s: &hashbrown::HashSet<u8>) {
    for x in a.iter() { see(x) } //~
    for x in a.entry(1).or_insert_with(Set::default).iter() { see(x) } //~
    for x in s.union(s) { see(x) } //~
    for x in a.drain() { see(x) } //~
}
pub fn indexmap(a: &indexmap::IndexMap<u8, Set>) {
    for h in a.values() {
        for x in h { see(x) } //~
    }
    for x in &a[&1] { see(x) } //~
    if let Some((_, h)) = a.get_index(1) {
        for x in h { see(x) } //~
    }
}
pub fn nalgebra(a: &nalgebra::DMatrix<Set>, v: &nalgebra::Vector3<Set>) {
    for x in &a[(0, 1)] { see(x) } //~
    for x in &v[1] { see(x) } //~
}
pub fn ndarray(a: &ndarray::Array2<Set>, b: &ndarray::Array1<Set>) {
    for x in &a[[0, 1]] { see(x) } //~
    for r in a.rows() {
        for h in r.iter() {
            for x in h { see(x) } //~
        }
    }
    for h in b {
        for x in h { see(x) } //~
    }
}
pub fn parking_lot(a: &parking_lot::Mutex<Set>, b: &parking_lot::RwLock<Set>) {
    for x in a.lock().iter() { see(x) } //~
    for x in &*b.write() { see(x) } //~
    if let Some(h) = a.try_lock() {
        for x in h.iter() { see(x) } //~
    }
}
pub fn rayon(v: &[Set], m: &std::collections::HashMap<u8, Set>) {
    use rayon::prelude::*;
    v.par_iter().for_each(|h| {
        for x in h { see(x) } //~
    });
    let (a, _) = rayon::join(|| v[0].clone(), || m.len());
    for x in &a { see(x) } //~
}
pub fn rustc_hash(a: rustc_hash::FxHashMap<u8, u8>) {
    for x in a { see(x) } //~
}
pub fn smallvec(a: &smallvec::SmallVec<[Set; 4]>) {
    for h in a.iter() {
        for x in h { see(x) } //~
    }
    for x in &a[0] { see(x) } //~
}
";

#[test]
fn well_known_types_come_out_of_their_own_sources() {
    let workspace = Workspace::written(WELL_KNOWN, "libraries-well-known");
    if !cargo(&workspace, "", &["fetch"]) {
        eprintln!("SKIPPED: no registry could be reached to fetch the crates from");
        return;
    }
    let text = workspace.read("src/lib.rs");
    let marked = text.lines().zip(1..).filter(|(line, _)| line.ends_with("//~")).map(|(_, number)| number);
    let answer = check(&workspace, ".").expect_stderr(&["libraries of other packages, waited"]);
    let walks: BTreeSet<u64> =
        text.lines().zip(1..).filter(|(line, _)| line.contains("for x in")).map(|(_, number)| number).collect();
    // Other lines walk too: that of the rows of a map, for one.
    let found: BTreeSet<u64> = walked(&answer).intersection(&walks).copied().collect();
    assert_eq!(found, marked.collect());
}
