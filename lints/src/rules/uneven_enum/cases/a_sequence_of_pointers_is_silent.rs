enum Node {
    Leaf(u32),
    Wide([u64; 32]),
}

pub struct Tree {
    nodes: Vec<Box<Node>>,
    by_name: Vec<std::rc::Rc<Node>>,
}

impl Tree {
    pub fn leaves(&self) -> usize {
        self.nodes.iter().filter(|node| matches!(***node, Node::Leaf(_))).count() + self.by_name.len()
    }
}
