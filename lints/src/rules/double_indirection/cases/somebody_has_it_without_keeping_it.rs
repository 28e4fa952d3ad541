use std::rc::{Rc, Weak};

pub struct Cache {
    last: Weak<Vec<u32>>,
}

pub struct Owner {
    all: Rc<Vec<u32>>,
}

impl Owner {
    pub fn cache(&self) -> Cache {
        Cache { last: Rc::downgrade(&self.all) }
    }
}

impl Cache {
    pub fn sum(&self) -> u32 {
        self.last.upgrade().map_or(0, |all| all.iter().sum())
    }
}
