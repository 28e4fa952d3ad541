use std::collections::VecDeque;

pub fn drained(mut jobs: VecDeque<u64>) -> u64 {
    let mut sum = 0;
    while !jobs.is_empty() {
        sum += jobs.remove(0).unwrap_or(0);
    }
    sum
}
