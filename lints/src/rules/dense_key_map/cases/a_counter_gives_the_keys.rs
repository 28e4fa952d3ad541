use std::collections::HashMap;

pub struct Arena<T> {
    next: u32,
    items: HashMap<u32, T>, //~ dense_key_map
}

impl<T> Arena<T> {
    pub fn add(&mut self, item: T) -> u32 {
        let id = self.next;
        self.items.insert(self.next, item);
        self.next += 1;
        id
    }

    pub fn get(&self, id: u32) -> Option<&T> {
        self.items.get(&id)
    }
}
