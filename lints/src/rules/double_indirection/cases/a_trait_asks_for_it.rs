pub(crate) trait Render {
    fn render(&self, lines: &Box<Vec<u32>>) -> u32; //~ double_indirection
}

pub(crate) struct Plain;

impl Render for Plain {
    fn render(&self, lines: &Box<Vec<u32>>) -> u32 {
        lines.iter().sum()
    }
}
