use std::collections::VecDeque;

#[repr(C)]
struct Job(bool, u64, bool, u64, u16); //~ padded_struct

pub struct Queue {
    jobs: VecDeque<Job>,
}

impl Queue {
    pub fn ready(&self) -> usize {
        self.jobs.iter().filter(|job| job.0 && !job.2 && job.1 < job.3 && job.4 > 0).count()
    }
}
