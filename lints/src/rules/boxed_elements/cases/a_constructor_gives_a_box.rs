pub(crate) struct Shape {
    width: u32,
    height: u32,
}

impl Shape {
    pub(crate) fn square(side: u32) -> Box<Shape> {
        Box::new(Shape { width: side, height: side })
    }
}

#[derive(Default)]
pub struct Scene {
    shapes: Vec<Box<Shape>>, //~ boxed_elements
}

impl Scene {
    pub fn fill(&mut self, sides: &[u32]) {
        self.shapes.extend(sides.iter().map(|&side| Shape::square(side)));
    }

    pub fn area(&self) -> u32 {
        self.shapes.iter().map(|shape| shape.width * shape.height).sum()
    }
}
