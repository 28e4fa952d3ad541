use std::collections::BTreeMap;
use std::sync::Mutex;

static KNOWN: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

pub fn sum(names: &[String]) -> u64 {
    names.iter().map(|name| KNOWN.lock().unwrap().get(name).copied().unwrap_or(0)).sum() //~ unsorted_search
}
