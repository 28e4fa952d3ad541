pub struct Node {
    key: u64,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

// Nobody in sight enters it: it is there for others.
impl Node {
    pub fn depth(&self) -> usize {
        let left = self.left.as_ref().map_or(0, |left| left.depth()); //~ pointer_chase
        let right = self.right.as_ref().map_or(0, |right| right.depth());
        1 + left.max(right)
    }
}

pub struct Tree {
    root: Option<Box<Node>>,
    shape: [Option<Box<Branch>>; 4],
}

impl Tree {
    // By the way of a function that has no other task.
    pub fn contains(&self, key: u64) -> bool {
        find(&self.root, key)
    }

    // Who enters it is known, and does so once.
    pub fn check(&self) -> bool {
        self.shape.iter().flatten().all(|branch| branch.is_whole())
            && self.shape.iter().flatten().count() == 4
    }

    pub fn report(&self) -> usize {
        measure(self.shape[0].as_deref())
    }
}

fn find(at: &Option<Box<Node>>, key: u64) -> bool {
    match at {
        None => false,
        Some(node) if key < node.key => find(&node.left, key), //~ pointer_chase
        Some(node) if key > node.key => find(&node.right, key),
        Some(_) => true,
    }
}

pub fn hits(tree: &Tree, keys: &[u64]) -> usize {
    let mut count = 0;
    for &key in keys {
        if tree.contains(key) {
            count += 1;
        }
    }
    count
}

pub struct Branch {
    below: [Option<Box<Branch>>; 4],
    size: usize,
}

impl Branch {
    fn is_whole(&self) -> bool {
        self.below.iter().flatten().all(|branch| branch.is_whole()) //~ pointer_chase
    }
}

// Its own loop goes over what is below.
fn measure(at: Option<&Branch>) -> usize {
    let Some(branch) = at else { return 0 };
    let mut size = branch.size;
    for below in branch.below.iter().flatten() {
        size += measure(Some(below)); //~ pointer_chase
    }
    size
}
