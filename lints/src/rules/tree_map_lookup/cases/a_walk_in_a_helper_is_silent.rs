use std::collections::BTreeMap;

fn longest(known: &BTreeMap<String, u64>) -> Vec<&String> {
    let mut all = Vec::new();
    for (name, value) in known {
        if *value > 3 {
            all.push(name);
        }
    }
    all
}

pub struct Names {
    known: BTreeMap<String, u64>,
}

impl Names {
    pub fn sum(&self, names: &[String]) -> u64 {
        names.iter().filter_map(|name| self.known.get(name)).sum() //~ unsorted_search
    }

    pub fn long(&self) -> Vec<&String> {
        longest(&self.known)
    }
}
