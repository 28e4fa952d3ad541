// All nodes that a walk through a graph reaches: marked in a set, and in a vector.

/// For each of `n` nodes, six seeded links.
pub fn items(n: usize) -> Vec<[u32; 6]> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as usize % n
    };
    (0..n).map(|_| std::array::from_fn(|_| next() as u32)).collect()
}

/// Elements that a run visits: look-ups.
pub fn visits(items: &[[u32; 6]]) -> u64 {
    6 * before::run(&items.to_vec())
}

/// A set of numbers.
pub mod before {
    use std::collections::{HashSet, VecDeque};

    /// The links.
    pub fn build(items: &[[u32; 6]]) -> Vec<[u32; 6]> {
        items.to_vec()
    }

    /// How many nodes are reached from the first.
    pub fn run(links: &Vec<[u32; 6]>) -> u64 {
        let mut visited = HashSet::new();
        let mut queue = VecDeque::new();
        if !links.is_empty() {
            visited.insert(0);
            queue.push_back(0);
        }
        while let Some(node) = queue.pop_front() {
            for &next in &links[node as usize] {
                if visited.insert(next) {
                    queue.push_back(next);
                }
            }
        }
        visited.len() as u64
    }
}

/// A mark for each node.
pub mod after {
    use std::collections::VecDeque;

    /// The links.
    pub fn build(items: &[[u32; 6]]) -> Vec<[u32; 6]> {
        items.to_vec()
    }

    /// How many nodes are reached from the first.
    pub fn run(links: &Vec<[u32; 6]>) -> u64 {
        let mut visited = vec![false; links.len()];
        let mut queue = VecDeque::new();
        let mut reached = 0;
        if let Some(first) = visited.first_mut() {
            *first = true;
            reached = 1;
            queue.push_back(0);
        }
        while let Some(node) = queue.pop_front() {
            for &next in &links[node as usize] {
                if !std::mem::replace(&mut visited[next as usize], true) {
                    reached += 1;
                    queue.push_back(next);
                }
            }
        }
        reached
    }
}
