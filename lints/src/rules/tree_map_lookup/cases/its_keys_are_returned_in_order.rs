use std::collections::BTreeSet;

pub struct Tags {
    all: BTreeSet<String>,
}

impl Tags {
    pub fn known(&self, names: &[String]) -> usize {
        names.iter().filter(|name| self.all.contains(*name)).count() //~ unsorted_search
    }

    pub fn names(&self) -> Vec<&str> {
        self.all.iter().map(|name| name.as_str()).collect()
    }
}
