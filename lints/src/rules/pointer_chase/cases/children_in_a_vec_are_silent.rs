pub struct Node {
    weight: u64,
    children: Vec<Node>,
}

impl Node {
    pub fn total(&self) -> u64 {
        self.weight + self.children.iter().map(|child| child.total()).sum::<u64>()
    }
}
