pub struct Node {
    pub value: u64,
    pub next: Option<Box<Node>>,
}

impl Drop for Node {
    fn drop(&mut self) {
        let mut current = self.next.take();
        while let Some(mut node) = current {
            current = node.next.take();
        }
    }
}
