pub struct Node {
    pub value: u64,
    pub next: Option<Box<Node>>,
}

pub struct Iter<'a> {
    next: Option<&'a Node>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a u64;

    fn next(&mut self) -> Option<&'a u64> {
        self.next.map(|node| {
            self.next = node.next.as_deref();
            &node.value
        })
    }
}

pub struct Stack {
    top: Option<Box<Node>>,
}

impl Stack {
    pub fn pop(&mut self) -> Option<u64> {
        self.top.take().map(|node| {
            self.top = node.next;
            node.value
        })
    }

    pub fn fill(&mut self, numbers: &[u64]) {
        for number in numbers {
            self.top = Some(Box::new(Node { value: *number, next: self.top.take() }));
        }
    }
}
