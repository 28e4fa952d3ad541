use std::cell::RefCell;

// Chunks of an arena: what is in them must not move.
pub struct Arena {
    chunks: RefCell<Vec<Vec<u64>>>,
}

impl Arena {
    pub fn grow(&self) {
        self.chunks.borrow_mut().push(Vec::with_capacity(1024));
    }

    pub fn total(&self, rounds: usize) -> u64 {
        let chunks = self.chunks.borrow();
        let mut sum = 0;
        for _ in 0..rounds {
            for i in 0..chunks.len() {
                for j in 0..chunks[i].len() {
                    sum += chunks[i][j];
                }
            }
        }
        sum
    }
}

pub struct Filled {
    full: Vec<Box<[u32]>>,
    open: Vec<u32>,
}

impl Filled {
    pub fn push(&mut self, item: u32) {
        self.open.push(item);
        if self.open.len() == 4096 {
            self.full.push(std::mem::take(&mut self.open).into_boxed_slice());
        }
    }

    pub fn total(&self) -> u32 {
        let mut sum = 0;
        for chunk in &self.full {
            for item in chunk.iter() {
                sum += item;
            }
        }
        sum
    }
}

pub struct Wheel {
    buckets: Vec<Vec<u32>>,
}

impl Wheel {
    pub fn new(n: usize) -> Wheel {
        Wheel { buckets: vec![Vec::new(); n] }
    }

    pub fn add(&mut self, at: usize, item: u32) {
        self.buckets[at].push(item);
    }

    pub fn run(&mut self, n: usize) -> u32 {
        let mut sum = 0;
        for at in 0..n {
            for item in self.buckets[at].iter() {
                sum += item;
            }
            self.buckets[at].clear();
        }
        sum
    }
}

pub struct Queue {
    lists: Vec<Vec<u32>>,
}

impl Queue {
    pub fn add(&mut self, list: Vec<u32>) {
        self.lists.push(list);
    }

    pub fn run(&mut self) -> u32 {
        let mut sum = 0;
        while let Some(list) = self.lists.pop() {
            for item in list {
                sum += item;
            }
        }
        for list in &self.lists {
            for item in list {
                sum += item;
            }
        }
        sum
    }
}
