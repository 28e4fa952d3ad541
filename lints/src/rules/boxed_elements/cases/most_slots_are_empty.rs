pub(crate) struct Entry {
    weight: u64,
    bytes: [u8; 120],
}

pub struct Table {
    slots: Vec<Option<Box<Entry>>>,
}

impl Table {
    pub fn weight(&self) -> u64 {
        self.slots.iter().flatten().map(|entry| entry.weight + u64::from(entry.bytes[0])).sum()
    }
}
