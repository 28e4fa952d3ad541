use std::rc::Rc;
use std::sync::Arc;

pub(crate) struct Style {
    size: u32,
}

pub(crate) struct Font {
    size: u32,
}

#[derive(Clone)]
pub struct Sheet {
    fonts: Vec<Arc<Font>>,
}

pub struct Page {
    styles: Vec<Rc<Style>>,
}

impl Page {
    pub(crate) fn style(&mut self, size: u32) -> u32 {
        let style = Rc::new(Style { size });
        self.styles.push(Rc::clone(&style));
        style.size
    }

    pub fn sizes(&self) -> u32 {
        self.styles.iter().map(|style| style.size).sum()
    }
}

impl Sheet {
    pub fn add(&mut self, size: u32) {
        self.fonts.push(Arc::new(Font { size }));
    }

    pub fn sizes(&self) -> u32 {
        self.fonts.iter().map(|font| font.size).sum()
    }
}
