//! Inline assembly: which samples lie in it. No pass of the compiler looks into it.
use std::fs;
use std::ops::RangeInclusive;

use camino::Utf8PathBuf;
use locality_lints::source::assembly;
use rustc_hash::FxHashMap;

use crate::confirm::symbols::Frame;

/// Its lines in the files that were asked about.
#[derive(Default)]
pub(super) struct Assembly(FxHashMap<Utf8PathBuf, Vec<RangeInclusive<u32>>>);

impl Assembly {
    /// Whether an instruction comes from it: the innermost of its frames is on such a line.
    pub(super) fn is_at(&mut self, frames: &[Frame]) -> bool {
        let Some(frame) = frames.first() else { return false };
        let lines = self.0.entry(frame.file.clone());
        let lines = lines.or_insert_with_key(|file| assembly::lines(&fs::read_to_string(file).unwrap_or_default()));
        lines.iter().any(|lines| lines.contains(&frame.line))
    }
}
