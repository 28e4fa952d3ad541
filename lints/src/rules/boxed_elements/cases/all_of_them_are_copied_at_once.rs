use std::rc::Rc;

pub(crate) struct Style {
    size: u32,
}

pub struct Page {
    styles: Vec<Rc<Style>>,
}

impl Page {
    pub fn add(&mut self, size: u32) {
        self.styles.push(Rc::new(Style { size }));
    }

    pub fn again(&self) -> Page {
        Page { styles: self.styles.clone() }
    }

    pub fn sizes(&self) -> u32 {
        self.styles.iter().map(|style| style.size).sum()
    }
}
