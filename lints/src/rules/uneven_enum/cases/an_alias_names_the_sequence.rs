type Log = Vec<Entry>;

enum Entry { //~ uneven_enum
    Line(u64),
    Dump([u8; 512]),
}

pub struct Journal {
    log: Log,
}

impl Journal {
    pub fn lines(&self) -> u64 {
        let mut last = 0;
        for entry in &self.log {
            if let Entry::Line(number) = entry {
                last = *number;
            }
        }
        last
    }

    pub fn add(&mut self, number: u64) {
        self.log.push(Entry::Line(number));
    }

    pub fn dump(&mut self, bytes: [u8; 512]) {
        self.log.push(Entry::Dump(bytes));
    }
}
