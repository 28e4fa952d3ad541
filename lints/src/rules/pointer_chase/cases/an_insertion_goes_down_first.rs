pub struct Node {
    key: u64,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

pub fn insert(root: &mut Node, key: u64) {
    let mut at = root;
    loop { //~ pointer_chase
        if key < at.key {
            if at.left.is_none() {
                at.left = Some(Box::new(Node { key, left: None, right: None }));
                return;
            }
            at = at.left.as_mut().unwrap();
        } else {
            if at.right.is_none() {
                at.right = Some(Box::new(Node { key, left: None, right: None }));
                return;
            }
            at = at.right.as_mut().unwrap();
        }
    }
}
