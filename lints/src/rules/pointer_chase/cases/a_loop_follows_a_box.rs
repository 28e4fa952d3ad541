pub struct Node {
    value: u64,
    next: Option<Box<Node>>,
}

pub fn total(head: &Option<Box<Node>>) -> u64 {
    let mut sum = 0;
    let mut cursor = head;
    while let Some(node) = cursor { //~ pointer_chase
        sum += node.value;
        cursor = &node.next;
    }
    sum
}

pub fn last(head: &Node) -> u64 {
    let mut at = head;
    loop { //~ pointer_chase
        match &at.next {
            Some(next) => at = next,
            None => return at.value,
        }
    }
}
