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

type Shapes = Vec<Box<dyn Shape>>; //~ dyn_elements

pub(crate) fn area(shapes: &Shapes) -> f32 {
    let mut sum = 0.0;
    for shape in shapes.iter() {
        sum += shape.area();
    }
    sum
}
