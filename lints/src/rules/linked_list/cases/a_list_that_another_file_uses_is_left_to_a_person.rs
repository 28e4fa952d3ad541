//- /src/lib.rs crate:queue
pub mod run;
use std::collections::LinkedList;

pub struct Queue {
    pub(crate) jobs: LinkedList<u64>, //~ linked_list
}

//- /src/run.rs
use crate::Queue;

pub fn next(queue: &mut Queue) -> Option<u64> {
    queue.jobs.pop_front()
}
