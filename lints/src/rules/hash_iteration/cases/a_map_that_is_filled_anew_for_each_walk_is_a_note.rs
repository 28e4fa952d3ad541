use std::collections::HashMap;

pub struct Layers {
    next: HashMap<u64, u64>,
    kept: HashMap<u64, u64>,
}

impl Layers {
    fn turn(&mut self, current: &mut Vec<u64>) {
        current.clear();
        for (_, node) in self.next.drain() { //~ hash_iteration
            current.push(node);
        }
        for node in current.iter() {
            self.next.insert(node ^ 1, *node);
        }
    }

    pub fn run(&mut self, current: &mut Vec<u64>) {
        while !current.is_empty() {
            self.turn(current);
        }
    }

    /// It is emptied once.
    pub fn rounds(&mut self, rounds: u64) -> u64 {
        let mut sum = 0;
        self.kept.clear();
        for round in 0..rounds {
            self.kept.insert(round * round, round);
            for node in self.kept.values() { //~ hash_iteration
                sum += node;
            }
        }
        sum
    }
}

pub fn reduces(states: &[u64]) -> u64 {
    let mut sum = 0;
    let mut depths = HashMap::new();
    for state in states.chunks(8) {
        depths.clear();
        for action in state {
            depths.insert(action % 7, *action);
        }
        for action in depths.values() { //~ hash_iteration
            sum += action;
        }
    }
    sum
}
