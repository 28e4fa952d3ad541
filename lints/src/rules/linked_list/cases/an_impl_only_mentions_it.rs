use std::collections::LinkedList;

pub trait Shape {
    fn size(&self) -> usize;
}

impl<T> Shape for LinkedList<T> {
    fn size(&self) -> usize {
        self.len()
    }
}

pub struct Wrapped(usize);

impl<T> From<LinkedList<T>> for Wrapped {
    fn from(list: LinkedList<T>) -> Wrapped {
        Wrapped(list.len())
    }
}
