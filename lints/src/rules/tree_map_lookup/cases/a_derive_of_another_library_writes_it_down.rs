use std::collections::BTreeMap;

#[derive(Serialize)]
pub struct Lock {
    packages: BTreeMap<String, String>,
}

impl Lock {
    pub fn known(&self, names: &[String]) -> usize {
        names.iter().filter(|name| self.packages.contains_key(*name)).count() //~ unsorted_search
    }
}
