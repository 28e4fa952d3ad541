// A search tree that is filled with seeded keys and asked for each: nodes in boxes, and nodes in one sequence.

/// `n` seeded keys.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// Elements that a run visits: steps.
pub fn visits(items: &[u64]) -> u64 {
    before::run(&before::build(items))
}

/// Nodes in boxes.
pub mod before {
    /// A node of the tree.
    pub struct Node {
        key: u64,
        left: Option<Box<Node>>,
        right: Option<Box<Node>>,
    }

    /// The tree, and what it will be asked for.
    pub fn build(items: &[u64]) -> (Option<Box<Node>>, Vec<u64>) {
        let mut root: Option<Box<Node>> = None;
        for &key in items {
            let mut place = &mut root;
            while let Some(node) = place {
                place = if key < node.key { &mut node.left } else { &mut node.right };
            }
            *place = Some(Box::new(Node { key, left: None, right: None }));
        }
        (root, items.to_vec())
    }

    /// Steps that all look-ups take together.
    pub fn run((root, keys): &(Option<Box<Node>>, Vec<u64>)) -> u64 {
        let mut steps = 0;
        for &key in keys {
            let mut cursor = root;
            while let Some(node) = cursor {
                steps += 1;
                if node.key == key {
                    break;
                }
                cursor = if key < node.key { &node.left } else { &node.right };
            }
        }
        steps
    }
}

/// Nodes in one sequence.
pub mod after {
    /// A node of the tree; 0 is no node.
    pub struct Node {
        key: u64,
        left: u32,
        right: u32,
    }

    /// The tree, and what it will be asked for. The first node is the root's parent.
    pub fn build(items: &[u64]) -> (Vec<Node>, Vec<u64>) {
        let mut nodes = vec![Node { key: u64::MAX, left: 0, right: 0 }];
        for &key in items {
            let new = nodes.len() as u32;
            let mut at = 0;
            let mut link = nodes[0].left;
            while link != 0 {
                at = link as usize;
                link = if key < nodes[at].key { nodes[at].left } else { nodes[at].right };
            }
            if at == 0 || key < nodes[at].key {
                nodes[at].left = new
            } else {
                nodes[at].right = new
            }
            nodes.push(Node { key, left: 0, right: 0 });
        }
        (nodes, items.to_vec())
    }

    /// Steps that all look-ups take together.
    pub fn run((nodes, keys): &(Vec<Node>, Vec<u64>)) -> u64 {
        let mut steps = 0;
        for &key in keys {
            let mut link = nodes[0].left;
            while link != 0 {
                let node = &nodes[link as usize];
                steps += 1;
                if node.key == key {
                    break;
                }
                link = if key < node.key { node.left } else { node.right };
            }
        }
        steps
    }
}
