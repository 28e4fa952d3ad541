use std::collections::HashMap;

pub struct Node {
    weight: u64,
    children: Box<Vec<Node>>,
}

pub struct Scope {
    names: HashMap<String, u32>,
    inner: Box<HashMap<String, Scope>>,
}

pub fn depth(node: &Node) -> u64 {
    let mut sum = node.weight;
    for child in node.children.iter() {
        sum += child.weight;
    }
    sum
}

pub fn names(scope: &Scope) -> usize {
    scope.names.len() + scope.inner.get("a").map_or(0, |inner| inner.names.len())
}
