#[repr(C)]
struct Record {
    kind: u32,
    key: u64,
    from: u64,
    until: u64,
    weight: u64,
    level: u32,
}

pub(crate) struct Records(Vec<Record>);

impl Records {
    pub(crate) fn weight(&self) -> u64 {
        self.0.iter().map(|record| record.weight).sum()
    }
}
