enum Shape {
    Square([f64; 12]),
    Circle([f64; 10]),
    Point(f64),
}

pub struct Scene {
    shapes: Vec<Shape>,
}

impl Scene {
    pub fn points(&self) -> usize {
        self.shapes.iter().filter(|shape| matches!(shape, Shape::Point(_))).count()
    }
}
