//! What walks of hash maps use of the bytes that tell which slots are full: those of empty slots are of no use.
use std::hash::Hash;

use locality_probe::counts::Counts;
use rustc_hash::FxHashMap;

use crate::confirm::attribute::{empties, slots};
use crate::confirm::symbols::Frame;

/// Slots that were looked at, and elements that were read.
#[derive(Clone, Copy, Debug, Default)]
struct Looked {
    slots: u64,
    elements: u64,
}

/// How full the hash maps are that each line or function walks.
#[derive(Debug)]
pub(super) struct Fullness<K> {
    by: FxHashMap<K, Looked>,
}

impl<K> Default for Fullness<K> {
    fn default() -> Self {
        Self { by: FxHashMap::default() }
    }
}

impl<K: Clone + Eq + Hash> Fullness<K> {
    /// Takes in an instruction of a line and a function; `is_users` tells that it goes for an element.
    pub(super) fn see(&mut self, keys: [&K; 2], frames: &[Frame], is_users: bool, counts: &Counts) {
        let looked = Looked { slots: counts.loads * slots(frames), elements: if is_users { counts.loads } else { 0 } };
        for key in keys.into_iter().filter(|_| looked.slots > 0 || looked.elements > 0) {
            let sum = self.by.entry(key.clone()).or_default();
            sum.slots += looked.slots;
            sum.elements += looked.elements;
        }
    }

    /// The counts of an instruction without what it looked at of empty slots, or emptied of them again.
    pub(super) fn used(&self, keys: [&K; 2], frames: &[Frame], counts: &Counts) -> Counts {
        if slots(frames) == 0 && !empties(frames) {
            return *counts;
        }
        // Who reads no element at all does not tell how many there are.
        let told = |key: &K| self.by.get(key).filter(|looked| looked.slots > 0 && looked.elements > 0);
        // So often an element was read: at least as often as there was one, in the line or elsewhere in the function.
        let full = |looked: &Looked| looked.elements as f64 / looked.slots as f64;
        let Some(full) = keys.into_iter().filter_map(told).map(full).reduce(f64::max) else { return *counts };
        let full = full.min(1.0);
        Counts { bytes_used: (counts.bytes_used as f64 * full) as u64, ..*counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confirm::symbols::Function;

    fn frames(names: &[&str]) -> Vec<Frame> {
        let function = |name: &str| Function { full: name.into(), plain: name.into() };
        names.iter().map(|name| Frame { file: "/x.rs".into(), line: 1, column: 1, function: function(name) }).collect()
    }

    fn counts(loads: u64, bytes_used: u64) -> Counts {
        Counts { loads, bytes_used, ..Counts::default() }
    }

    #[test]
    fn what_is_looked_at_of_empty_slots_is_not_used() {
        let walk = frames(&["hashbrown::control::group::sse2::Group::load", "hashbrown::raw::RawIterRange::next_impl"]);
        let reset = frames(&["core::ptr::write_bytes", "hashbrown::raw::RawTableInner::clear_no_drop"]);
        let body = frames(&["app::sum"]);
        let mut fullness = Fullness::default();
        // 1,600 slots, of which 32 are full.
        fullness.see([&"line 8", &"app::sum"], &walk, false, &counts(100, 1_600));
        fullness.see([&"line 9", &"app::sum"], &body, true, &counts(32, 256));
        let used = |frames: &[Frame], bytes: u64| {
            fullness.used([&"line 8", &"app::sum"], frames, &counts(100, bytes)).bytes_used
        };
        assert_eq!(used(&walk, 1_600), 32);
        assert_eq!(used(&reset, 1_600), 32);
        assert_eq!(used(&body, 256), 256);
        // Another function walks, and reads nothing: how full it is is not known.
        fullness.see([&"line 20", &"app::count"], &walk, false, &counts(100, 1_600));
        assert_eq!(fullness.used([&"line 20", &"app::count"], &walk, &counts(100, 1_600)).bytes_used, 1_600);
    }
}
