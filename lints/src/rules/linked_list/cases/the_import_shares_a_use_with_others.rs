use std::collections::{HashSet, LinkedList, VecDeque};

pub struct Plan {
    seen: HashSet<u64>,
    first: VecDeque<u64>,
    rest: LinkedList<u64>, //~ linked_list
}

impl Plan {
    pub fn next(&mut self) -> Option<u64> {
        self.first.pop_front().or_else(|| self.rest.pop_front()).filter(|job| self.seen.insert(*job))
    }
}
