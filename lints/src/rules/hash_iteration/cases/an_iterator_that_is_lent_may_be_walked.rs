use std::collections::HashMap;

pub trait Problem {
    fn pick(&self, depth: usize, states: &mut dyn Iterator<Item = &u64>) -> Option<usize>;
}

pub struct Layers {
    next: HashMap<u64, u64>,
}

impl Layers {
    /// The first state may be all that is asked for.
    pub fn run(&mut self, problem: &dyn Problem) -> usize {
        let mut depth = 0;
        while let Some(variable) = problem.pick(depth, &mut self.next.keys()) { //~ hash_iteration
            self.next.insert(variable as u64, 0);
            depth += 1;
        }
        depth
    }
}
