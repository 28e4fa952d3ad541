use std::rc::Rc;

pub(crate) struct Scope {
    depth: u32,
}

pub struct Scopes {
    all: Vec<Rc<Scope>>,
    boxed: Vec<Box<Scope>>,
}

impl Scopes {
    pub fn add(&mut self, depth: u32) {
        self.all.push(Rc::new(Scope { depth }));
        self.boxed.push(Box::new(Scope { depth }));
    }

    pub(crate) fn position(&self, scope: &Scope) -> Option<usize> {
        self.boxed.iter().position(|known| std::ptr::eq(&**known, scope))
    }

    pub fn depth(&self) -> u32 {
        self.all.iter().map(|scope| scope.depth).sum()
    }

    pub(crate) fn is_first(&self, scope: &Rc<Scope>) -> bool {
        Rc::ptr_eq(&self.all[0], scope)
    }
}
