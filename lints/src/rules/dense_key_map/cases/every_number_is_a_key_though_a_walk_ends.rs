use std::collections::HashMap;

/// All numbers are put in before the walk.
fn merge(links: &[(usize, usize)], count: usize, times: &[u64]) -> usize {
    let mut children = HashMap::new(); //~ dense_key_map
    for i in 0..count {
        children.insert(i, i);
    }
    let mut order = Vec::new();
    for round in 0..count {
        for &(one, other) in links {
            if times[one] > times[other] {
                order.push(children[&one] + round); //~ double_lookup
                children.insert(one, other);
            }
        }
    }
    order.len()
}

/// There is room for all of them.
fn mates(links: &[(usize, usize)], count: usize, times: &[u64]) -> usize {
    let mut mates = HashMap::with_capacity(count); //~ dense_key_map
    let mut order = Vec::new();
    for round in 0..count {
        for &(one, other) in links {
            if times[one] > times[other] {
                mates.insert(one, other + round);
                order.push(one);
            }
        }
    }
    order.iter().filter(|one| mates.contains_key(*one)).count()
}

pub fn rounds(links: &[(usize, usize)], count: usize, times: &[u64]) -> usize {
    let mut sum = 0;
    for _ in 0..count {
        sum += merge(links, count, times) + mates(links, count, times);
    }
    sum
}
