use std::collections::LinkedList;
use std::collections::linked_list::Iter;

pub(crate) struct Jobs {
    list: LinkedList<u8>, //~ linked_list
}

impl Jobs {
    pub(crate) fn it(&self) -> Iter<'_, u8> {
        self.list.iter()
    }
}
