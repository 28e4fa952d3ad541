use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(u64);

pub struct Costs {
    by_id: BTreeMap<Id, u64>,
}

impl Costs {
    pub fn total(&self, ids: &[Id]) -> u64 {
        ids.iter().map(|id| self.by_id[id]).sum()
    }

    pub fn set(&mut self, id: Id, cost: u64) {
        self.by_id.insert(id, cost);
    }
}
