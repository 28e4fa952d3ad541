use std::collections::HashSet;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

impl NodeId {
    fn index(self) -> usize {
        self.0 as usize
    }
}

pub struct Graph {
    targets: Vec<Vec<NodeId>>, //~ nested_vec
}

impl Graph {
    pub fn component(&self, start: NodeId) -> usize {
        let mut seen: HashSet<NodeId> = HashSet::new(); //~ dense_key_map
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            for &next in &self.targets[node.index()] {
                open.push(next);
            }
        }
        seen.len()
    }
}
