pub struct Node<K> {
    key: K,
    left: Option<Box<Node<K>>>,
    right: Option<Box<Node<K>>>,
}

pub struct Set<K> {
    root: Option<Box<Node<K>>>,
}

impl<K: Ord> Set<K> {
    fn find(&self, key: &K) -> Option<&Node<K>> {
        let mut at = self.root.as_ref();
        while let Some(node) = at { //~ pointer_chase
            if node.key == *key {
                return Some(node);
            }
            at = if *key < node.key { node.left.as_ref() } else { node.right.as_ref() };
        }
        None
    }

    pub fn contains(&self, key: &K) -> bool {
        self.find(key).is_some()
    }

    pub fn has(&self, key: &K) -> bool {
        self.contains(key)
    }

    // It does more than to call.
    pub fn add(&mut self, key: K) {
        if self.depth_of(&key) > 64 {
            self.root = None;
        }
    }

    fn depth_of(&self, key: &K) -> usize {
        let mut depth = 0;
        let mut at = self.root.as_ref();
        while let Some(node) = at { //~ pointer_chase
            depth += 1;
            at = if *key < node.key { node.left.as_ref() } else { node.right.as_ref() };
        }
        depth
    }
}

pub fn hits(set: &Set<u64>, keys: &[u64]) -> usize {
    keys.iter().filter(|key| set.has(key)).count()
}

pub fn fill(set: &mut Set<u64>, keys: &[u64]) {
    for key in keys {
        set.add(*key);
    }
}

// A tree of an enum.
pub enum Tree {
    Leaf,
    Fork(Box<Tree>, i64, Box<Tree>),
}

impl Tree {
    fn contains(&self, wanted: i64) -> bool {
        match self {
            Tree::Leaf => false,
            Tree::Fork(left, value, right) => {
                if wanted == *value {
                    true
                } else if wanted < *value {
                    left.contains(wanted) //~ pointer_chase
                } else {
                    right.contains(wanted)
                }
            }
        }
    }
}

pub fn found(tree: &Tree, wanted: &[i64]) -> usize {
    let mut count = 0;
    for one in wanted {
        if tree.contains(*one) {
            count += 1;
        }
    }
    count
}
