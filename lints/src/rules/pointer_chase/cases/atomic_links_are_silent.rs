use std::sync::atomic::{AtomicPtr, Ordering};

pub struct Node {
    value: u64,
    next: AtomicPtr<Node>,
}

pub fn total(head: &AtomicPtr<Node>) -> u64 {
    let mut sum = 0;
    let mut current = head.load(Ordering::Acquire);
    while !current.is_null() {
        unsafe {
            sum += (*current).value;
            current = (*current).next.load(Ordering::Acquire);
        }
    }
    sum
}
