//! A text that was lowered in an earlier run is not lowered again.
use std::sync::Arc;

use super::facts::TextHash;
use super::lower::{is_deep, lower_declarations, lower_shared};
use super::skim::Tests;
use super::{codec, facts};
use crate::input::{Extent, FactsStore};

/// What `text` says, from `store` where that has it; else `store` is given it.
pub(super) fn lower_once(text: &Arc<str>, extent: Extent, store: Option<&dyn FactsStore>) -> facts::File {
    let lower = || match extent {
        Extent::All => facts::File { hash: TextHash::of(text), ..lower_shared(text, Tests::Kept) },
        Extent::Untested => facts::File { hash: TextHash::of(text), ..lower_shared(text, Tests::LeftOut) },
        // Nothing is said of other people's texts that would need to know them again.
        Extent::Declarations => lower_declarations(text),
    };
    let Some(store) = store else { return lower() };
    if let Some(file) = store.get(text, extent).and_then(|bytes| codec::decode(bytes, text)) {
        return file;
    }
    let file = lower();
    put(text, extent, &file, store);
    file
}

/// Gives `store` what `text` says, unless it has that.
pub(super) fn keep(text: &Arc<str>, extent: Extent, file: &facts::File, store: Option<&dyn FactsStore>) {
    if let Some(store) = store.filter(|store| store.get(text, extent).is_none()) {
        put(text, extent, file, store);
    }
}

fn put(text: &Arc<str>, extent: Extent, file: &facts::File, store: &dyn FactsStore) {
    // To write and read facts takes as much stack as the text nests.
    if !is_deep(text)
        && let Some(bytes) = codec::encode(file)
    {
        store.put(text, extent, &bytes);
    }
}

impl TextHash {
    /// Of a text.
    pub fn of(text: &str) -> TextHash {
        TextHash(twox_hash::XxHash3_64::oneshot(text.as_bytes()))
    }
}
