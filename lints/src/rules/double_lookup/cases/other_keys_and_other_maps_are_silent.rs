use std::collections::HashMap;

pub struct Graph {
    from: HashMap<u32, u32>,
    to: HashMap<u32, u32>,
}

impl Graph {
    pub fn join(&mut self, a: u32, b: u32) {
        if !self.from.contains_key(&a) {
            self.from.insert(b, a);
            self.to.insert(a, b);
        }
    }

    pub fn step(&mut self, mut at: u32) -> u32 {
        if self.from.contains_key(&at) {
            at += 1;
            self.from.insert(at, 0);
        }
        at
    }

    pub fn rows(rows: &mut [HashMap<u32, u32>], a: usize, b: usize) {
        if !rows[a].contains_key(&1) {
            rows[b].insert(1, 0);
        }
    }

    pub fn next(ids: &mut dyn FnMut() -> u32, map: &mut HashMap<u32, u32>) {
        if !map.contains_key(&ids()) {
            map.insert(ids(), 0);
        }
    }
}
