use std::collections::BTreeMap;

pub struct Frames {
    started: BTreeMap<u64, u64>,
}

impl Frames {
    pub fn start(&mut self, output: u64, input: u64) {
        self.started.insert(output, input);
    }

    pub fn start_of(&self, output: u64) -> Option<u64> {
        self.started.get(&output).copied()
    }
}
