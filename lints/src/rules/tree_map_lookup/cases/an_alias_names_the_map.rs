use std::collections::BTreeMap;

type Ids = BTreeMap<String, u32>; //~ tree_map_lookup

pub struct Names {
    ids: Ids,
}

impl Names {
    pub fn known(&self, names: &[String]) -> usize {
        names.iter().filter(|name| self.ids.contains_key(*name)).count() //~ unsorted_search
    }

    pub fn add(&mut self, name: String, id: u32) {
        self.ids.insert(name, id);
    }
}
