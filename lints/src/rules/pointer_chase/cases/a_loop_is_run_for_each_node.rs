pub struct Tree {
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
    bucket: Vec<u64>,
}

impl Tree {
    pub fn count(&self, wanted: u64) -> usize {
        let mut found = 0;
        for &one in &self.bucket {
            found += usize::from(one == wanted);
        }
        if let Some(left) = &self.left {
            found += left.count(wanted); //~ pointer_chase
        }
        if let Some(right) = &self.right {
            found += right.count(wanted);
        }
        found
    }

    pub fn nodes(&self) -> usize {
        let mut found = 1;
        if let Some(left) = &self.left {
            found += left.nodes(); //~ pointer_chase
        }
        if let Some(right) = &self.right {
            found += right.nodes();
        }
        found
    }
}

pub struct Job {
    next: Option<Box<Job>>,
    weights: Vec<u64>,
}

pub fn weigh(mut job: &Job, rounds: &[u64]) -> u64 {
    let mut sum = 0;
    while let Some(next) = &job.next { //~ pointer_chase
        for (round, weight) in rounds.iter().zip(&next.weights) {
            sum += round * weight;
        }
        job = next;
    }
    sum
}

pub fn all(jobs: &[Job], rounds: &[u64]) -> u64 {
    jobs.iter().map(|job| weigh(job, rounds)).sum()
}
