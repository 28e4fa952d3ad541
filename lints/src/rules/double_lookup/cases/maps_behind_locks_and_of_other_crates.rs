use std::collections::HashSet;
use std::sync::Mutex;

use indexmap::IndexMap;

pub struct Seen {
    keys: Mutex<HashSet<u32>>,
    log: Vec<u32>,
}

impl Seen {
    pub fn is_new(&self, key: u32) -> bool {
        let mut keys = self.keys.lock().unwrap();
        if keys.contains(&key) { //~ double_lookup
            return false;
        }
        keys.insert(key);
        true
    }

    fn note(&self, _key: u32) {}

    pub fn note_new(&self, key: u32) {
        if !self.keys.lock().unwrap().contains(&key) {
            self.note(key);
            self.keys.lock().unwrap().insert(key);
        }
    }

    pub fn log(&self) -> &[u32] {
        &self.log
    }
}

pub fn first(places: &mut IndexMap<u32, usize>, key: u32, at: usize) {
    if !places.contains_key(&key) { //~ double_lookup
        places.insert(key, at);
    }
}
