use std::collections::HashMap;

pub struct Cache {
    entries: HashMap<u64, (u64, u32)>,
}

impl Cache {
    pub fn expire(&mut self, now: u64) -> (u32, u64) {
        self.entries.retain(|_, (until, _)| *until > now); //~ hash_iteration
        let mut hits = 0;
        for (_, times) in self.entries.values() { //~ sparse_map_scan
            hits += times;
        }
        let mut first = u64::MAX;
        for (until, _) in self.entries.values() { //~ hash_iteration
            first = first.min(*until);
        }
        (hits, first)
    }
}
