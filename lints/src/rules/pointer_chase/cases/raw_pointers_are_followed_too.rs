use std::ptr::NonNull;

pub struct Node {
    value: u64,
    next: Option<NonNull<Node>>,
    prev: *mut Node,
}

pub fn total(head: Option<NonNull<Node>>) -> u64 {
    let mut sum = 0;
    let mut current = head;
    while let Some(node) = current { //~ pointer_chase
        unsafe {
            sum += (*node.as_ptr()).value;
            current = (*node.as_ptr()).next;
        }
    }
    sum
}

pub fn first(mut node: *mut Node) -> u64 {
    unsafe {
        while !(*node).prev.is_null() { //~ pointer_chase
            node = (*node).prev;
        }
        (*node).value
    }
}
