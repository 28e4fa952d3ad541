#[repr(C)]
struct Corner {
    kind: u8,
    x: f64,
    layer: u8,
    y: f64,
}

pub struct Quad {
    corners: [Corner; 4],
}

impl Quad {
    pub fn width(&self) -> f64 {
        self.corners.iter().map(|corner| corner.x - corner.y).sum()
    }
}
