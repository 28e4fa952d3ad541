pub(crate) struct Arena<T> {
    all: Vec<Box<T>>,
}

impl<T: Copy + Into<u64>> Arena<T> {
    pub(crate) fn sum(&self) -> u64 {
        self.all.iter().map(|one| (**one).into()).sum()
    }

    pub(crate) fn add(&mut self, one: T) {
        self.all.push(Box::new(one));
    }
}

pub fn numbers(of: &[u32]) -> u64 {
    let mut arena = Arena { all: Vec::new() };
    of.iter().for_each(|&one| arena.add(one));
    arena.sum()
}
