//- /lib.rs crate:case published
use std::rc::Rc;

#[derive(Clone)]
pub struct Generation<G> {
    all: Rc<Vec<G>>, //~ double_indirection
}

impl<G> Generation<G> {
    // What others use is not for us to change; it is told.
    pub fn all(&self) -> Rc<Vec<G>> {
        self.all.clone()
    }
}

pub fn best<G: Clone + Into<f64>>(from: &Generation<G>, order: &[usize]) -> Vec<G> {
    let all = from.all();
    let mut best = Vec::new();
    for &index in order {
        best.push(all[index].clone());
    }
    best
}
