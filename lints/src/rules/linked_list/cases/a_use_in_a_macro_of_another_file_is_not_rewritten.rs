//- /src/lib.rs crate:queue
use std::collections::LinkedList;

pub struct Queue {
    pub(crate) jobs: LinkedList<u64>, //~ linked_list
}

impl Queue {
    pub fn sum(&self) -> u64 {
        self.jobs.iter().sum()
    }
}

mod later;
//- /src/later.rs
macro_rules! split {
    ($queue:expr) => {
        $queue.jobs.split_off(1)
    };
}

pub fn two(queue: &mut crate::Queue) -> usize {
    split!(queue).len()
}
