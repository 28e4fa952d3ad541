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

impl IntoIterator for Wrapped {
    type Item = LinkedList<u8>;
    type IntoIter = std::iter::Empty<LinkedList<u8>>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}
