use std::collections::BTreeMap;

pub struct Jobs {
    by_name: BTreeMap<String, u32>,
}

impl Jobs {
    pub fn known(&self, names: &[String]) -> usize {
        names.iter().filter(|name| self.by_name.contains_key(*name)).count() //~ unsorted_search
    }

    pub fn drop_old(&mut self, log: &mut Vec<String>) {
        self.by_name.retain(|name, age| {
            log.push(name.clone());
            *age < 3
        });
    }
}
