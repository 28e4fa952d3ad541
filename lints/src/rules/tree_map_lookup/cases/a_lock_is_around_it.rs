use std::collections::BTreeMap;
use std::sync::Mutex;

pub struct Cache {
    pages: Mutex<BTreeMap<String, Vec<u8>>>, //~ tree_map_lookup
}

impl Cache {
    pub fn length(&self, names: &[String]) -> usize {
        let mut length = 0;
        for name in names {
            length += self.pages.lock().unwrap().get(name).map_or(0, |page| page.len()); //~ unsorted_search
        }
        length
    }

    pub fn put(&self, name: String, page: Vec<u8>) {
        let mut pages = self.pages.lock().unwrap();
        pages.insert(name, page);
    }
}
