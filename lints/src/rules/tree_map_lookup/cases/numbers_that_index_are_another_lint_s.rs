use std::collections::BTreeSet;

pub fn reach(links: &[[u32; 6]], start: u32) -> usize {
    let mut visited = BTreeSet::new(); //~ dense_key_map
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        for &next in &links[node as usize] {
            if visited.insert(next) {
                open.push(next);
            }
        }
    }
    visited.len()
}
