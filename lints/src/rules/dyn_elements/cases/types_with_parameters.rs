pub(crate) trait Shape {
    fn area(&self) -> f32;
}

struct Disc(f32);
struct Scaled<T>(T, f32);

impl Shape for Disc {
    fn area(&self) -> f32 {
        self.0 * self.0
    }
}

impl<T: Copy + Into<f32>> Shape for Scaled<T> {
    fn area(&self) -> f32 {
        self.0.into() * self.1
    }
}

fn total(shapes: &[Box<dyn Shape>]) -> f32 { //~ dyn_elements
    let mut sum = 0.0;
    for shape in shapes {
        sum += shape.area();
    }
    sum
}

pub fn totals(count: usize) -> f32 {
    let mut shapes: Vec<Box<dyn Shape>> = Vec::new();
    for at in 0..count {
        if at % 2 == 0 { shapes.push(Box::new(Disc(1.0))) } else { shapes.push(Box::new(Scaled(1u8, 2.0))) }
    }
    total(&shapes)
}
