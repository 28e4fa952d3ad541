pub fn drained(mut jobs: Vec<u64>) -> u64 {
    let mut sum = 0;
    while !jobs.is_empty() {
        let last = jobs.len() - 1;
        sum += jobs.remove(last);
    }
    sum
}
