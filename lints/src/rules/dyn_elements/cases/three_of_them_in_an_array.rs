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

pub fn area() -> f32 {
    let shapes: [Box<dyn Shape>; 3] = [Box::new(Disc(1.0)), Box::new(Oblong(1.0, 2.0)), Box::new(Disc(2.0))];
    let mut sum = 0.0;
    for shape in &shapes {
        sum += shape.area();
    }
    sum
}
