use std::cell::RefCell;

pub(crate) struct Name {
    number: u32,
}

#[derive(Default)]
pub struct Names {
    all: RefCell<Vec<Box<Name>>>,
}

impl Names {
    pub(crate) fn add(&self, number: u32) -> &Name {
        let name = Box::new(Name { number });
        let kept: &Name = unsafe { std::mem::transmute::<&Name, &Name>(&name) };
        self.all.borrow_mut().push(name);
        kept
    }

    pub fn sum(&self) -> u32 {
        self.all.borrow().iter().map(|name| name.number).sum()
    }
}
