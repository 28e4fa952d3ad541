use std::rc::Rc;

pub struct Scope {
    names: Vec<String>,
    parent: Option<Rc<Scope>>,
}

impl Scope {
    fn parent(&self) -> Option<&Scope> {
        self.parent.as_deref()
    }

    pub fn depth(&self) -> usize {
        let mut depth = 0;
        let mut scope = self;
        while let Some(parent) = scope.parent() { //~ pointer_chase
            scope = parent;
            depth += 1;
        }
        depth
    }

    pub fn names(&self) -> usize {
        std::iter::successors(Some(self), |scope| scope.parent.as_deref()) //~ pointer_chase
            .map(|scope| scope.names.len())
            .sum()
    }
}
