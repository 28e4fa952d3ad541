use std::collections::{HashSet, VecDeque};

pub struct Plan {
    seen: HashSet<u64>,
    first: VecDeque<u64>,
    rest: VecDeque<u64>,
}

impl Plan {
    pub fn next(&mut self) -> Option<u64> {
        self.first.pop_front().or_else(|| self.rest.pop_front()).filter(|job| self.seen.insert(*job))
    }
}
