//- /src/lib.rs crate:case deps:other
use std::collections::LinkedList;

fn bytes(list: &LinkedList<u8>) -> usize { //~ linked_list
    other::size(list) + list.iter().count()
}

//- /other/src/lib.rs crate:other
pub trait Size {
    fn size(&self) -> usize;
}

impl<T> Size for std::collections::LinkedList<T> {
    fn size(&self) -> usize {
        self.len()
    }
}

pub fn size<T: Size>(of: &T) -> usize {
    of.size()
}
