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

use std::sync::Arc;

pub struct Scene {
    shapes: Vec<Arc<dyn Shape + Send>>, //~ dyn_elements
}

impl Scene {
    pub fn largest(&self) -> f32 {
        let mut largest: f32 = 0.0;
        for shape in &self.shapes {
            largest = largest.max(shape.area());
        }
        largest
    }
}
