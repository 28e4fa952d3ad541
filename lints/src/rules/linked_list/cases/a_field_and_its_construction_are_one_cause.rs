use std::collections::LinkedList;

pub struct Backlog {
    jobs: LinkedList<u64>, //~ linked_list
}

impl Backlog {
    pub fn new() -> Backlog {
        Backlog { jobs: LinkedList::new() }
    }

    pub fn add(&mut self, job: u64) {
        self.jobs.push_back(job);
    }

    pub fn total(&self) -> u64 {
        let mut sum = 0;
        for job in self.jobs.iter() {
            sum += job;
        }
        sum
    }
}
