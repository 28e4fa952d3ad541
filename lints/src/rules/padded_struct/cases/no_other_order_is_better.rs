#[repr(C)]
struct Entry {
    value: u64,
    kind: u8,
}

pub(crate) struct Entries(Vec<Entry>);

impl Entries {
    pub(crate) fn sum(&self) -> u64 {
        self.0.iter().filter(|entry| entry.kind == 0).map(|entry| entry.value).sum()
    }
}
