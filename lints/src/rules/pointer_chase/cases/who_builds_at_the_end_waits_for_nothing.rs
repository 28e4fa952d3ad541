pub struct Node {
    value: u64,
    next: Option<Box<Node>>,
}

pub fn build(values: &[u64]) -> Option<Box<Node>> {
    let mut head = None;
    let mut tail = &mut head;
    for &value in values {
        *tail = Some(Box::new(Node { value, next: None }));
        tail = &mut tail.as_mut().unwrap().next;
    }
    head
}

pub fn build_at_once(values: &[u64]) -> Option<Box<Node>> {
    let mut head = None;
    let mut tail = &mut head;
    for &value in values {
        tail = &mut tail.insert(Box::new(Node { value, next: None })).next;
    }
    head
}
