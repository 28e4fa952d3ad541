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
    shapes: Vec<Box<dyn Shape>>, //~ dyn_elements
}

impl Scene {
    pub fn area(&self) -> f32 {
        self.shapes.iter().map(|shape| shape.area()).sum()
    }
}
