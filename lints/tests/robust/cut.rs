//! Real sources, whole and cut at random places.
//!
//! `CORPUS=DIR SEED=N CUTS=N cargo test --release -p locality-lints --test robust cut` goes over a folder of one's own;
//! without, it is this repository's sources. `SEED` is the failure's, to see it again.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::memory::Memory;

#[test]
fn sources_whole_and_cut_at_random_places() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("in the workspace").join("lints/src");
    let folder = std::env::var_os("CORPUS").map_or(own, PathBuf::from);
    let seed: u64 = number("SEED").unwrap_or(20_240_229);
    let cuts: u64 = number("CUTS").unwrap_or(1);
    let mut files = Vec::new();
    rust_files(&folder, &mut files);
    files.sort();
    assert!(!files.is_empty(), "no sources in {}", folder.display());
    eprintln!("{} files of {}, seed {seed}, {cuts} cuts of each kind", files.len(), folder.display());
    let mut failed = Vec::new();
    for (at, path) in files.iter().enumerate() {
        let bytes = std::fs::read(path).expect("readable");
        let Ok(whole) = String::from_utf8(bytes) else { continue };
        let mut random = Random(seed ^ (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        if let Some(cut) = first_that_panics(&whole, cuts, &mut random) {
            failed.push(format!("SEED={seed} {}: {cut}", path.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Looks at `whole` and at what random cuts make of it; the words of the first cut that panics.
fn first_that_panics(whole: &str, cuts: u64, random: &mut Random) -> Option<String> {
    let looked_at =
        |text: &str| catch_unwind(AssertUnwindSafe(|| Memory::default().library("it", text).check())).is_ok();
    if !looked_at(whole) {
        return Some("whole".to_owned());
    }
    for _ in 0..cuts {
        for kind in ["ends at", "starts at", "without bytes", "without lines", "repeats bytes", "brackets gone at"] {
            let (from, to) = random.range(whole.len());
            // A cut through a character leaves what a lossy reader would make of it.
            let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let bytes = whole.as_bytes();
            let text = match kind {
                "ends at" => lossy(&bytes[..from]),
                "starts at" => lossy(&bytes[from..]),
                "without bytes" => lossy(&[&bytes[..from], &bytes[to..]].concat()),
                "without lines" => {
                    let lines = whole.lines().filter(|_| !random.next().is_multiple_of(8));
                    lines.flat_map(|line| [line, "\n"]).collect()
                }
                "repeats bytes" => lossy(&[&bytes[..to], &bytes[from..]].concat()),
                _ => {
                    let keep = |char: &char| !"()[]{}<>".contains(*char) || !random.next().is_multiple_of(64);
                    whole.chars().filter(keep).collect()
                }
            };
            if !looked_at(&text) {
                return Some(format!("{kind} {from}..{to}"));
            }
        }
    }
    None
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// A small generator (SplitMix64): the same numbers for the same seed, everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A range within `length` bytes.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let (a, b) = (self.next() as usize % (length + 1), self.next() as usize % (length + 1));
        (a.min(b), a.max(b))
    }
}
