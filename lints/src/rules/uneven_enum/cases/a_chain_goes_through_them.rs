#[derive(Clone, Copy)]
enum Shape { //~ uneven_enum
    Point(f32, f32),
    Mesh([f32; 48]),
}

fn area(shape: &Shape) -> f32 {
    match shape {
        Shape::Point(..) => 0.0,
        Shape::Mesh(mesh) => mesh[0],
    }
}

pub fn areas(rounds: usize) -> f32 {
    let shapes = vec![Shape::Point(1.0, 2.0); 10_000];
    (0..rounds).map(|_| shapes.iter().map(area).sum::<f32>()).sum()
}
