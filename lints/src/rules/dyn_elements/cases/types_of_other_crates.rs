//- /shapes/src/lib.rs crate:shapes
pub trait Shape {
    fn area(&self) -> u64;
}

pub struct Disc(pub u64);

impl Shape for Disc {
    fn area(&self) -> u64 {
        self.0
    }
}
//- /app/src/lib.rs crate:app deps:shapes
use shapes::Shape;

struct Oblong(u64, u64);

impl Shape for Oblong {
    fn area(&self) -> u64 {
        self.0 * self.1
    }
}

pub fn total(all: &[Box<dyn Shape>]) -> u64 { //~ dyn_elements
    let mut sum = 0;
    for shape in all {
        sum += shape.area();
    }
    sum
}

pub fn one() -> Box<dyn Shape> {
    Box::new(Oblong(1, 2))
}
