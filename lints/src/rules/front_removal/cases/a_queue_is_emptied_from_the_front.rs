pub fn drained(mut jobs: Vec<u64>) -> u64 {
    let mut sum = 0;
    while !jobs.is_empty() {
        sum += jobs.remove(0); //~ front_removal
    }
    sum
}
