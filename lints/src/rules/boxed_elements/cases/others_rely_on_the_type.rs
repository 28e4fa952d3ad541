//- /shapes/src/lib.rs crate:shapes published
pub struct Shape {
    pub width: u32,
}

pub struct Scene {
    pub shapes: Vec<Box<Shape>>,
}

pub fn width(shapes: &[Box<Shape>]) -> u32 {
    shapes.iter().map(|shape| shape.width).sum()
}

pub trait Widths {
    fn widths(shapes: &Vec<Box<Shape>>) -> u32;
}

impl Widths for Scene {
    fn widths(shapes: &Vec<Box<Shape>>) -> u32 {
        shapes.iter().map(|shape| shape.width).sum()
    }
}
