use std::collections::HashMap;

pub struct Sessions {
    open: HashMap<u64, u64>,
    seen: HashMap<u64, u64>,
    kept: HashMap<u64, u64>,
    busy: HashMap<u64, u64>, //~ dense_key_map
}

impl Sessions {
    pub fn open(&mut self, id: u64, now: u64) {
        self.open.insert(id, now);
    }

    pub fn expire(&mut self, now: u64) {
        self.open.retain(|_, since| now - *since < 600); //~ hash_iteration
        // One entry less leaves nearly all of them.
        self.seen.remove(&now);
        self.kept.retain(|_, since| now - *since < 600); //~ hash_iteration
        self.busy.retain(|_, since| now - *since < 600); //~ hash_iteration
        for id in 0..now {
            self.busy.insert(id, now);
        }
    }

    pub fn give_back(&mut self) {
        self.kept.shrink_to_fit();
    }

    pub fn oldest(&self) -> u64 {
        let mut oldest = u64::MAX;
        for since in self.open.values() { //~ sparse_map_scan
            oldest = oldest.min(*since);
        }
        oldest
    }

    pub fn newest(&self) -> u64 {
        // The first walk is told of.
        self.open.values().copied().max().unwrap_or(0) //~ hash_iteration
    }

    pub fn others(&self) -> u64 {
        let seen: u64 = self.seen.values().sum(); //~ hash_iteration
        let kept: u64 = self.kept.values().sum(); //~ hash_iteration
        let busy: u64 = self.busy.values().sum(); //~ hash_iteration
        seen + kept + busy
    }
}
