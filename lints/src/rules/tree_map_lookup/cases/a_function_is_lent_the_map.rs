use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

fn costs(known: &BTreeMap<Id, u64>, ids: &[Id]) -> u64 {
    ids.iter().map(|id| known[id]).sum()
}

pub fn total(pairs: &[(Id, u64)], ids: &[Id]) -> u64 {
    let mut known = BTreeMap::new(); //~ tree_map_lookup
    for &(id, cost) in pairs {
        known.insert(id, cost);
    }
    costs(&known, ids)
}
