//! A tree with other texts and manifests than on the disk.
use std::fs;

use cargo_locality::confirm::{Tree, Workload};
use cargo_locality::report::evidence::Verdict;

use super::Fixture;

const MANIFEST: &str = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\
                        [workspace]\nexclude = [\"lists\"]\n";

/// The walk is in a module; what it walks comes from a package that the user's own manifest does not name.
const WALK: &str = "pub fn walk() -> u64 {
    let many = lists::many();
    let mut sum = 0;
    /*S walk*/for one in &many { sum += *one; }/*E*/
    sum
}
";

pub(super) fn other_texts_and_manifests_are_run_and_the_users_stay() {
    let manifest = format!("{MANIFEST}[dependencies]\nlists = {{ path = \"lists\" }}\n");
    let main = "mod walk;\nfn main() { assert_eq!(walk::walk(), 4999950000); }\n";
    let fixture = Fixture::new(&[
        ("Cargo.toml", &manifest),
        ("src/main.rs", main),
        ("src/walk.rs", WALK),
        ("lists/Cargo.toml", "[package]\nname = \"lists\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("lists/src/lib.rs", "pub fn many() -> Vec<u64> { (0..100_000).collect() }\n"),
    ]);
    // What was written above are the new texts; on the disk lie the old ones.
    let old = [("Cargo.toml", MANIFEST), ("src/main.rs", "fn main() {}\n"), ("src/walk.rs", "")];
    let mut tree = Tree::new();
    for (file, text) in old {
        let path = fixture.root().join(file);
        tree.change(&path, fs::read_to_string(&path).expect("written"));
        fs::write(&path, text).expect("written");
    }
    let before = fixture.tree();
    let workload = Workload { bins: vec!["app".into()], ..Workload::default() };
    let outcome = fixture.run(workload, &[], |request| request.tree = tree).expect("it builds and runs");
    let walk = fixture.evidence(&outcome, "walk");
    assert_eq!(walk.entries, Some(1), "{walk:#?}");
    assert_ne!(walk.verdict, Verdict::NotReached, "{walk:#?}");
    assert!(walk.counted.is_some(), "{walk:#?}");
    assert_eq!(fixture.tree(), before);
}
