use std::collections::BTreeMap;

pub struct Frames {
    next: u64,
    keys: BTreeMap<u64, u32>,
    all: BTreeMap<u64, u32>, //~ dense_key_map
}

impl Frames {
    pub fn key(&self, number: u64) -> Option<u32> {
        self.keys.range(..=number).next_back().map(|(_, &key)| key)
    }

    pub fn frame(&self, number: u64) -> Option<u32> {
        self.all.get(&number).copied()
    }

    pub fn push(&mut self, frame: u32, is_key: bool) {
        if is_key {
            self.keys.insert(self.next, frame);
        }
        self.all.insert(self.next, frame);
        self.next += 1;
    }
}
