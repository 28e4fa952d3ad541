use std::collections::VecDeque;
use std::sync::Mutex;

pub(crate) struct Job {
    cost: u64,
}

pub struct Pool {
    jobs: Mutex<VecDeque<Box<Job>>>, //~ boxed_elements
}

impl Pool {
    pub fn cost(&self) -> u64 {
        self.jobs.lock().unwrap().iter().map(|job| job.cost).sum()
    }

    pub fn add(&self, cost: u64) {
        self.jobs.lock().unwrap().push_back(Box::new(Job { cost }));
    }
}
