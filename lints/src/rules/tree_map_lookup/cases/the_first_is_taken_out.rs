use std::collections::BTreeSet;

pub struct Queue {
    open: BTreeSet<(u64, String)>,
}

impl Queue {
    pub fn next(&mut self, skip: &[(u64, String)]) -> Option<(u64, String)> {
        for one in skip {
            self.open.remove(one);
        }
        self.open.pop_first()
    }
}
