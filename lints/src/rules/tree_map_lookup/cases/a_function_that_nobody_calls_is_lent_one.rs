use std::collections::BTreeMap;

pub fn sum(known: &BTreeMap<String, u64>, names: &[String]) -> u64 {
    names.iter().filter_map(|name| known.get(name)).sum() //~ unsorted_search
}
