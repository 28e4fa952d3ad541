//- /src/lib.rs crate:queue
use std::collections::LinkedList;

pub struct Queue {
    jobs: LinkedList<u64>, //~ linked_list
}

impl Queue {
    pub fn sum(&self) -> u64 {
        self.jobs.iter().sum()
    }
}

mod later;
//- /src/later.rs
#[cfg(windows)]
pub fn split(queue: &mut crate::Queue) -> usize {
    queue.jobs.split_off(1).len()
}
