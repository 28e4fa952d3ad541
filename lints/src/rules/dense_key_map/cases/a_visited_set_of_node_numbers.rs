use std::collections::{HashSet, VecDeque};

fn reach(links: &[[u32; 6]], start: u32) -> usize {
    let mut visited = HashSet::new(); //~ dense_key_map
    let mut queue = VecDeque::new();
    visited.insert(start);
    queue.push_back(start);
    while let Some(node) = queue.pop_front() {
        for &next in &links[node as usize] {
            if visited.insert(next) {
                queue.push_back(next);
            }
        }
    }
    visited.len()
}

pub fn all(links: &[[u32; 6]]) -> usize {
    let mut sum = 0;
    for start in 0..links.len() as u32 {
        sum += reach(links, start);
    }
    sum
}
