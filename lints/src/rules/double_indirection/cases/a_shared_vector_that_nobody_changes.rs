use std::rc::Rc;

pub struct Font {
    widths: Rc<Vec<u32>>, //~ double_indirection
}

impl Font {
    pub fn new(widths: Vec<u32>) -> Font {
        Font { widths: Rc::new(widths) }
    }

    pub fn again(&self) -> Font {
        Font { widths: Rc::clone(&self.widths) }
    }

    pub fn width(&self, text: &[u8]) -> u32 {
        text.iter().map(|&letter| self.widths[letter as usize]).sum()
    }
}
