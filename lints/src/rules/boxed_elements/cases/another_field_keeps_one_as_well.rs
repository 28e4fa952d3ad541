pub(crate) struct Job {
    cost: u64,
}

#[derive(Default)]
pub struct Worker {
    open: Vec<Box<Job>>,
    current: Option<Box<Job>>,
}

impl Worker {
    pub fn add(&mut self, cost: u64) {
        self.open.push(Box::new(Job { cost }));
    }

    pub fn next(&mut self) {
        self.current = self.open.pop();
    }

    pub fn cost(&self) -> u64 {
        self.open.iter().chain(&self.current).map(|job| job.cost).sum()
    }
}
