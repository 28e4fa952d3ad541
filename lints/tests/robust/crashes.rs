//! What made an earlier version panic, hang or overflow, and what looks as if it might: every file of `crashes`. What
//! `scripts/fuzz.sh` finds goes there, made small, under a name that says what it shows.
use std::path::Path;

use crate::memory::{GOOD, Memory, expect_good};

/// Stands between two files of an input, as it does for the fuzzer.
const BETWEEN: char = '\u{1d}';

#[test]
fn what_once_crashed_or_looks_like_it_is_looked_at_in_peace() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/robust/crashes");
    let mut paths: Vec<_> = folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing in {}", folder.display());
    for path in paths {
        println!("{}", path.display());
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).into_owned();
        let mut parts = text.splitn(3, BETWEEN);
        let texts = [parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default);
        let looked_at = Memory::default()
            .library("other", texts[2])
            .library("it", texts[0])
            .file("it/a.rs", texts[1])
            .library("good", GOOD);
        expect_good(&looked_at.check(), "good/lib.rs");
    }
}
