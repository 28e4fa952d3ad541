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

pub(crate) trait Named: Shape {
    fn name(&self) -> &str;
}

impl Named for Disc {
    fn name(&self) -> &str {
        "disc"
    }
}

impl Named for Oblong {
    fn name(&self) -> &str {
        "oblong"
    }
}

pub(crate) fn letters(shapes: &[Box<dyn Named>]) -> usize { //~ dyn_elements
    shapes.iter().map(|shape| shape.name().len()).sum()
}
