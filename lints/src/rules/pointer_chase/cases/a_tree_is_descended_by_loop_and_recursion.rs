pub struct Tree {
    key: u64,
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

impl Tree {
    pub fn find(&self, key: u64) -> bool {
        let mut at = Some(self);
        while let Some(node) = at { //~ pointer_chase
            if node.key == key {
                return true;
            }
            at = if key < node.key { node.left.as_deref() } else { node.right.as_deref() };
        }
        false
    }

    pub fn depth(&self) -> usize {
        let left = self.left.as_ref().map_or(0, |left| left.depth()); //~ pointer_chase
        let right = self.right.as_ref().map_or(0, |right| right.depth());
        1 + left.max(right)
    }
}
