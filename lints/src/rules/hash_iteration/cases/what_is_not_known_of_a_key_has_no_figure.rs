use coord_2d::Coord;
use std::collections::HashMap;

pub struct Entropy(u64, u32);

pub struct Context {
    changes: HashMap<Coord, Entropy>,
    heap: Vec<u64>,
}

impl Context {
    fn propagate(&mut self) {
        for (_, entropy) in self.changes.iter() { //~ hash_iteration
            self.heap.push(entropy.0);
        }
    }

    pub fn run(&mut self, rounds: usize) {
        for _ in 0..rounds {
            self.propagate();
        }
    }
}
