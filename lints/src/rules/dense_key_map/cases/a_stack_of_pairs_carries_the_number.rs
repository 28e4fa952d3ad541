use std::collections::HashMap;

pub fn depths(children: &[Vec<usize>], root: usize) -> HashMap<usize, u32> { //~ dense_key_map nested_vec
    let mut depths = HashMap::new();
    let mut stack = vec![(root, 0)];
    while let Some((node, depth)) = stack.pop() {
        depths.insert(node, depth);
        for &child in &children[node] {
            stack.push((child, depth + 1));
        }
    }
    depths
}
