use std::collections::HashSet;

pub fn common(a: &HashSet<u64>, b: &HashSet<u64>) -> u64 {
    let mut sum = 0;
    // The smaller of the two is walked.
    for number in a.intersection(b) { //~ hash_iteration
        sum += number;
    }
    sum + a.union(b).sum::<u64>() //~ hash_iteration
}
