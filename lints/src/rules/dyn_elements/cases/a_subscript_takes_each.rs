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

pub(crate) fn area(shapes: &[std::rc::Rc<dyn Shape>]) -> f32 { //~ dyn_elements
    let mut sum = 0.0;
    for at in 0..shapes.len() {
        sum += shapes[at].area();
    }
    sum
}
