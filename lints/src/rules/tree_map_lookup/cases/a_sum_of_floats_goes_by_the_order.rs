use std::collections::BTreeMap;

pub struct Weights {
    by_name: BTreeMap<String, f64>,
}

impl Weights {
    pub fn of(&self, names: &[String]) -> usize {
        names.iter().filter(|name| self.by_name.contains_key(*name)).count() //~ unsorted_search
    }

    pub fn all(&self) -> f64 {
        self.by_name.values().sum()
    }
}
