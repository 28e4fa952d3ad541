use std::collections::BTreeMap;

pub struct Frames {
    started: BTreeMap<u64, u64>, //~ tree_map_lookup
}

impl Frames {
    pub fn start(&mut self, output: u64, input: u64) {
        self.started.insert(output, input);
    }

    pub fn start_of(&self, output: u64) -> Option<u64> {
        self.started.get(&output).copied()
    }
}

/// Whoever walks it asks again and again.
pub struct Steps<'s> {
    steps: std::slice::Iter<'s, u64>,
    seen: BTreeMap<u64, u64>, //~ tree_map_lookup
}

impl Steps<'_> {
    fn note(&mut self, step: u64) -> u64 {
        self.seen.insert(step, step / 2).unwrap_or(0)
    }
}

impl Iterator for Steps<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let step = *self.steps.next()?;
        Some(self.note(step))
    }
}
