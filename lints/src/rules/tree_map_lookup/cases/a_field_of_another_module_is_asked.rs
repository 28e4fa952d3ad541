//- /src/lib.rs crate:case
mod index;

pub use index::Index;

pub fn hits(index: &Index, words: &[&str]) -> usize {
    let mut hits = 0;
    for word in words {
        if index.words.contains(*word) { //~ unsorted_search
            hits += 1;
        }
    }
    hits
}
//- /src/index.rs
use std::collections::BTreeSet as Words;

pub struct Index {
    pub(crate) words: Words<String>, //~ tree_map_lookup
}

impl Index {
    pub fn of(text: &str) -> Index {
        Index { words: text.split(' ').map(str::to_owned).collect() }
    }
}
