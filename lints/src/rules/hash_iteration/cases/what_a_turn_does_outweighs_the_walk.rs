use std::collections::HashMap;

pub struct Class {
    id: u64,
    cost: u64,
}

pub struct Graph {
    classes: HashMap<u64, Class>,
    came: HashMap<u64, u64>,
}

impl Graph {
    fn search(&self, from: u64, steps: &[u64]) -> u64 {
        let mut at = from;
        for step in steps {
            at = at * 31 + step;
        }
        at
    }

    /// Each turn runs a loop of its own.
    pub fn searches(&self, patterns: &[Vec<u64>]) -> u64 {
        let mut sum = 0;
        for pattern in patterns {
            for class in self.classes.values() { //~ hash_iteration
                sum += self.search(class.id, pattern);
            }
        }
        sum
    }

    /// Each turn calls this again.
    pub fn run(&self, depth: u64) -> u64 {
        let mut sum = 0;
        for _ in 0..depth {
            for class in self.classes.values() { //~ hash_iteration
                sum += class.cost + self.run(depth - 1);
            }
        }
        sum
    }

    /// The inner one of two walks is the one that counts.
    pub fn pairs(&self) -> u64 {
        let mut sum = 0;
        for one in self.classes.values() { //~ hash_iteration
            for other in self.classes.values() { //~ hash_iteration
                sum += one.cost * other.cost;
            }
        }
        sum
    }

    /// Entries come and go: in a sorted sequence they would be moved each time.
    pub fn visit(&mut self, rounds: u64) -> u64 {
        let mut sum = 0;
        for round in 0..rounds {
            self.came.insert(round * 17, round);
            for cost in self.came.values() { //~ hash_iteration
                sum += cost;
            }
            self.came.remove(&(round * 5));
        }
        sum
    }
}
