use std::collections::HashSet;

pub fn cliques(mut open: HashSet<u32>, //~ dense_key_map
    near: &[HashSet<u32>], mut todo: Vec<u32>) -> usize {
    let mut sum = 0;
    while let Some(node) = todo.pop() {
        open.remove(&node);
        let next: HashSet<u32> = open.intersection(&near[node as usize]).cloned().collect(); //~ sparse_map_scan
        sum += next.len();
    }
    sum
}

pub fn rounds(mut open: HashSet<u32>, rounds: &[Vec<u32>]) -> u64 { //~ nested_vec
    let mut sum = 0;
    for round in rounds {
        for node in round {
            open.remove(node);
        }
        for &node in &open { //~ sparse_map_scan
            sum += u64::from(node);
        }
        for &node in &open { //~ hash_iteration
            sum += u64::from(node) / 2;
        }
    }
    sum
}
