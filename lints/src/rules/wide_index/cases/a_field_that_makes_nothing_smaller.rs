pub struct Entry {
    key: u64,
    next: usize,
}

pub struct Entries {
    all: Vec<Entry>,
}

impl Entries {
    pub fn add(&mut self, key: u64) {
        let next = self.all.len();
        self.all.push(Entry { key, next });
    }

    pub fn walk(&self, start: usize) -> u64 {
        let mut at = start;
        let mut sum = 0;
        for _ in 0..100 {
            sum += self.all[at].key;
            at = self.all[at].next;
        }
        sum
    }
}
