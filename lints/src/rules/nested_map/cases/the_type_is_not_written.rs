use std::collections::HashMap;

pub fn pairs(all: &[(i64, i64)]) -> u64 {
    let mut times = HashMap::new(); //~ nested_map
    for &(left, right) in all {
        *times.entry(left).or_insert_with(HashMap::new).entry(right).or_insert(0_u64) += 1;
    }
    let mut sum = 0;
    for (left, right) in all {
        sum += times[left][right];
    }
    sum
}
