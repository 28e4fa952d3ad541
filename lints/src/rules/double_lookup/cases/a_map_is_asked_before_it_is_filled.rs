use std::collections::{BTreeMap, HashMap};

pub struct Index {
    places: HashMap<String, u32>,
}

impl Index {
    pub fn add(&mut self, name: &str, place: u32) {
        if !self.places.contains_key(name) { //~ double_lookup
            self.places.insert(name.to_string(), place);
        }
    }

    pub fn add_pair(map: &mut BTreeMap<(u32, u32), u32>, a: u32, b: u32) {
        if map.contains_key(&(a, b)) { //~ double_lookup
            return;
        }
        let sum = a + b;
        map.insert((a, b), sum);
    }
}
