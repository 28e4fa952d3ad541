pub struct Node {
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

pub fn depth(node: &Node) -> u32 {
    1 + node.left.as_deref().map_or(0, depth).max(node.right.as_deref().map_or(0, depth)) //~ pointer_chase
}

impl Node {
    pub fn count(&self) -> usize {
        1 + self.left.iter().chain(&self.right).map(|kid| kid.count()).sum::<usize>() //~ pointer_chase
    }

    pub fn leaves(&self) -> usize {
        let left = self.left.as_deref().map(Self::leaves).unwrap_or(0); //~ pointer_chase
        let right = self.right.as_deref().map(Self::leaves).unwrap_or(0);
        (left + right).max(1)
    }
}
