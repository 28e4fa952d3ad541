use std::collections::HashMap;

pub struct Copies<'s> {
    states: &'s mut Vec<Vec<u8>>,
    originals: HashMap<usize, usize>,
}

impl Copies<'_> {
    pub fn copy(&mut self, states: &[usize]) {
        for &state in states {
            let copied = self.states[state].clone();
            let number = self.states.len();
            self.originals.insert(number, state);
            self.states.push(copied);
        }
    }

    pub fn original(&self, number: usize) -> Option<usize> {
        self.originals.get(&number).copied()
    }
}
