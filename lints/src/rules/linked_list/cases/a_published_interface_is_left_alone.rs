//- /src/lib.rs crate:queue published
use std::collections::LinkedList;

pub struct Queue {
    pub jobs: LinkedList<u64>,
    later: LinkedList<u64>, //~ linked_list
}

pub fn sum(queue: &LinkedList<u64>) -> u64 {
    queue.iter().sum()
}

impl Queue {
    pub fn rest(&self) -> usize {
        self.later.len()
    }
}
