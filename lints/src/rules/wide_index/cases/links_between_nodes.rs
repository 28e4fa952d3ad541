pub struct Node {
    key: u32,
    value: u32,
    next: Option<usize>, //~ wide_index
}

pub struct List {
    nodes: Vec<Node>,
    head: Option<usize>,
}

impl List {
    pub fn push(&mut self, key: u32, value: u32) {
        let number = self.nodes.len();
        self.nodes.push(Node { key, value, next: self.head });
        self.head = Some(number);
    }

    pub fn find(&self, key: u32) -> Option<u32> {
        let mut at = self.head;
        while let Some(number) = at {
            let node = &self.nodes[number];
            if node.key == key {
                return Some(node.value);
            }
            at = node.next;
        }
        None
    }

    pub fn new() -> List {
        List { nodes: Vec::new(), head: None }
    }
}
