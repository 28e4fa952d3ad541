pub(crate) trait Shape {
    fn area(&self) -> f32;
}

struct Disc(f32);
struct Oblong(f32, f32);

impl Shape for Disc {
    fn area(&self) -> f32 {
        self.0 * self.0
    }
}

impl Shape for Oblong {
    fn area(&self) -> f32 {
        self.0 * self.1
    }
}

pub struct Scene {
    shapes: Vec<Box<dyn Shape>>,
}

impl Scene {
    pub fn count(&self) -> usize {
        self.shapes.len()
    }

    pub(crate) fn first(&self) -> Option<&dyn Shape> {
        self.shapes.first().map(|shape| shape.as_ref())
    }

    pub fn addresses(&self) -> Vec<usize> {
        self.shapes.iter().map(|shape| &raw const **shape as *const () as usize).collect()
    }
}
