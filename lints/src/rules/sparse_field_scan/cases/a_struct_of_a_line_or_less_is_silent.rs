pub struct Point {
    x: f32,
    y: f32,
    name: String,
}

pub fn sum(points: &[Point]) -> f32 {
    points.iter().map(|point| point.x).sum()
}

pub fn name(point: &Point) -> (&str, f32) {
    (&point.name, point.y)
}
