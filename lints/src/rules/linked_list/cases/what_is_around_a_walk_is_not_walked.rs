use std::collections::LinkedList;

const SIZES: &[usize] = &[10, 100];

fn build(n: usize) -> LinkedList<usize> { //~ linked_list
    (0..n).collect()
}

pub fn bench(f: impl Fn(LinkedList<usize>)) {
    for &n in SIZES {
        f(build(n));
    }
}

pub fn sums(rounds: u32) -> usize {
    let list: LinkedList<usize> = (0..1000).collect(); //~ linked_list
    let mut sum = 0;
    for _ in 0..rounds {
        sum += list.iter().filter(|it| **it > 3).sum::<usize>();
    }
    sum
}

pub struct Queue {
    jobs: LinkedList<u64>, //~ linked_list
}

impl Queue {
    pub fn serve(&mut self) -> u64 {
        let mut served = 0;
        while let Some(job) = self.jobs.pop_front() {
            served += job;
            if job > 7 {
                self.jobs.push_back(job - 7);
            }
        }
        served
    }
}

pub fn empty(mut list: LinkedList<u64>) -> u64 { //~ linked_list
    let mut sum = 0;
    while let Some(one) = list.pop_front() {
        sum += one;
    }
    sum
}
