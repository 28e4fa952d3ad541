use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Graph {
    next: BTreeMap<i64, BTreeSet<i64>>, //~ tree_map_lookup
}

impl Graph {
    pub fn link(&mut self, ways: &[(i64, i64)]) -> usize {
        ways.iter().filter(|(from, to)| self.next.entry(*from).or_default().insert(*to)).count()
    }

    pub fn sum(&self, from: i64) -> i64 {
        let mut sum = 0;
        if let Some(all) = self.next.get(&from) {
            for to in all {
                sum += to;
            }
        }
        sum
    }
}
