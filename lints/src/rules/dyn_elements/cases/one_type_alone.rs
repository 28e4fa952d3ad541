pub(crate) trait Store {
    fn size(&self) -> usize;
}

struct Memory(Vec<u8>);

impl Store for Memory {
    fn size(&self) -> usize {
        self.0.len()
    }
}

pub(crate) fn size(stores: &[Box<dyn Store>]) -> usize {
    stores.iter().map(|store| store.size()).sum()
}

pub(crate) fn one() -> Box<dyn Store> {
    Box::new(Memory(Vec::new()))
}
