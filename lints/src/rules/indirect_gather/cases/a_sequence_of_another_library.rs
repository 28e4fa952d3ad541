use std::collections::VecDeque;

pub fn sum(ring: &VecDeque<u64>, places: &[usize]) -> u64 {
    let mut sum = 0;
    for &place in places {
        sum += ring[place]; //~ indirect_gather
    }
    sum
}
