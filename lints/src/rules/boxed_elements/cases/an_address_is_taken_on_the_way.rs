pub(crate) struct Entry {
    hits: u64,
}

pub struct Entries {
    all: Vec<Box<Entry>>,
}

impl Entries {
    pub fn add(&mut self) -> usize {
        self.all.push(Box::new(Entry { hits: 0 }));
        let last: &Entry = &self.all[self.all.len() - 1];
        last as *const Entry as usize
    }

    pub fn hits(&self) -> u64 {
        self.all.iter().map(|entry| entry.hits).sum()
    }
}
