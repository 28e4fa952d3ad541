use std::collections::LinkedList;

pub(crate) struct Jobs {
    list: LinkedList<u8>, //~ linked_list
}

impl Jobs {
    pub(crate) fn count(&self) -> usize {
        self.list.iter().count()
    }

    #[cfg(target_os = "none")]
    pub(crate) fn cut(&mut self, at: usize) -> usize {
        self.list.split_off(at).len()
    }
}
