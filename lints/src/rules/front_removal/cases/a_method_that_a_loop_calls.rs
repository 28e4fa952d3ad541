pub struct Queue {
    jobs: Vec<[u64; 4]>,
}

impl Queue {
    fn next(&mut self) -> Option<[u64; 4]> {
        if self.jobs.is_empty() { None } else { Some(self.jobs.remove(0)) } //~ front_removal
    }

    pub fn run(&mut self) -> u64 {
        let mut sum = 0;
        while let Some(job) = self.next() {
            sum += job[0];
        }
        sum
    }
}
