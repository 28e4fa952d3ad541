//! Which words a stretch of text has in it, small enough to keep for every body.
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

/// A word, as a number. Two words may share one, which makes somebody look where there is nothing to see, and no more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Word(u32);

impl Word {
    /// The number of a field's name: that of a tuple's is written `.0`.
    pub fn of_field(name: &str) -> Word {
        match name.as_bytes() {
            [b'0'..=b'9', ..] => Word::new(&format!(".{name}")),
            _ => Word::new(name),
        }
    }

    /// What a text has that has a loop in a loop.
    pub fn of_nest() -> Word {
        Word::new("for { for")
    }

    /// What a text has that has two loops or iterators.
    pub fn of_walks() -> Word {
        Word::new("for for")
    }

    /// What a text has that has an index which is no number.
    pub fn of_subscript() -> Word {
        Word::new("a[i]")
    }

    /// The number of `text`.
    pub fn new(text: &str) -> Word {
        let mut hasher = FxHasher::default();
        text.as_bytes().hash(&mut hasher);
        Word((hasher.finish() >> 32) as u32)
    }
}

/// The words of a text, in the order of their numbers, each once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Words(Box<[Word]>);

impl Words {
    /// Takes them out of `all`.
    pub(super) fn of(all: &mut Vec<Word>) -> Words {
        all.sort_unstable();
        all.dedup();
        let words = Words(all.as_slice().into());
        all.clear();
        words
    }

    /// Whether the text has this word.
    pub fn have(&self, word: Word) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Word> + '_ {
        self.0.iter().copied()
    }

    /// Whether the text has one of these words.
    pub fn have_any(&self, of: &FxHashSet<Word>) -> bool {
        if of.len() * 4 < self.0.len() {
            return of.iter().any(|word| self.have(*word));
        }
        self.0.iter().any(|word| of.contains(word))
    }
}
