pub struct Node {
    value: u64,
    next: *mut Node,
    prev: *mut Node,
}

pub struct List {
    tail: *mut Node,
}

impl List {
    pub fn backwards(&self) -> u64 {
        let mut sum = 0;
        let mut node = self.tail;
        while !node.is_null() { //~ pointer_chase
            unsafe {
                sum += (*node).value;
                node = (*node).prev;
            }
        }
        sum
    }
}

pub struct Tree {
    key: u64,
    kids: [Option<Box<Tree>>; 2],
}

pub fn find(root: &Tree, key: u64) -> bool {
    let mut at = root;
    loop { //~ pointer_chase
        if at.key == key {
            return true;
        }
        match &at.kids[usize::from(key > at.key)] {
            Some(kid) => at = kid,
            None => return false,
        }
    }
}
