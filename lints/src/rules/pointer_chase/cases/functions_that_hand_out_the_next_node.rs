pub struct Node {
    value: u64,
    next: Option<Box<Node>>,
}

impl Node {
    fn next(&self) -> Option<&Node> {
        self.next.as_deref()
    }
}

fn after(node: &Node) -> Option<&Node> {
    node.next.as_deref()
}

pub fn sum(head: &Node) -> u64 {
    let mut sum = head.value;
    let mut node = head;
    while let Some(next) = node.next() { //~ pointer_chase
        sum += next.value;
        node = next;
    }
    sum
}

pub fn length(head: &Node) -> usize {
    let mut length = 0;
    let mut at = Some(head);
    while let Some(node) = at { //~ pointer_chase
        length += 1;
        at = after(node);
    }
    length
}

pub fn values(head: &Node) -> u64 {
    std::iter::successors(Some(head), |node| node.next()).map(|node| node.value).sum() //~ pointer_chase
}
