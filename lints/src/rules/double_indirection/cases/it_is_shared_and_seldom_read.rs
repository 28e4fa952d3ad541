use std::rc::Rc;
use std::sync::OnceLock;

pub struct Generation<G> {
    all: Rc<Vec<G>>,
}

pub struct Known {
    names: OnceLock<Box<Vec<String>>>,
}

impl<G> Generation<G> {
    pub fn new(all: Vec<G>) -> Generation<G> {
        Generation { all: Rc::new(all) }
    }

    pub fn sharers(&self, count: usize) -> Vec<Rc<Vec<G>>> {
        (0..count).map(|_| Rc::clone(&self.all)).collect()
    }
}

impl Known {
    pub fn names(&self) -> usize {
        self.names.get_or_init(Default::default).len()
    }
}
