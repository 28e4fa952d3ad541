use std::cell::RefCell;
use std::rc::Rc;

type Link = Option<Rc<RefCell<Node>>>;

pub struct Node {
    value: i32,
    next: Link,
}

pub fn total(head: Link) -> i32 {
    let mut sum = 0;
    let mut current = head;
    while let Some(node) = current { //~ pointer_chase
        sum += node.borrow().value;
        current = node.borrow().next.clone();
    }
    sum
}
