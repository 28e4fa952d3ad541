pub fn of_a_loop(limits: &[u64], counts: &[u32]) -> u64 {
    let mut sum = 0;
    for (bucket, count) in counts.iter().enumerate() {
        if *count > 0 {
            sum += limits[bucket];
        }
    }
    sum
}

pub fn of_a_chain(limits: &[u64], counts: Vec<usize>) -> u64 {
    counts
        .into_iter()
        .enumerate()
        .filter(|&(_, count)| count != usize::MAX)
        .map(|(bucket, _)| limits[bucket] / 2)
        .sum()
}

pub fn of_the_element(limits: &[u64], counts: Vec<usize>) -> u64 {
    let mut sum = 0;
    for (number, place) in counts.iter().enumerate() {
        sum += number as u64 * limits[*place]; //~ indirect_gather
    }
    sum
}
