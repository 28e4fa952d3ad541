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

pub(crate) fn area(discs: &[Box<Disc>], one: &Oblong) -> f32 { //~ boxed_elements
    let mut sum = one.area();
    for disc in discs {
        sum += disc.area();
    }
    sum
}
