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

pub(crate) fn area(shape: &dyn Shape, times: usize) -> f32 {
    let mut sum = 0.0;
    for _ in 0..times {
        sum += shape.area();
    }
    sum
}

pub(crate) fn boxed(shape: Box<dyn Shape>) -> f32 {
    shape.area()
}
