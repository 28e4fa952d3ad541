use std::collections::HashSet;

pub fn edges(links: &[Vec<u32>]) -> usize { //~ nested_vec
    let mut edges = HashSet::new();
    for (from, targets) in links.iter().enumerate() {
        for &to in targets {
            edges.insert((from as u32, to));
        }
    }
    edges.len()
}
