#[repr(C)]
struct Vertex {
    kind: u8,
    x: f64,
    layer: u8,
    y: f64,
}

pub struct Mesh {
    vertices: Vec<Vertex>,
}

impl Mesh {
    pub fn bytes(&self) -> &[u8] {
        unsafe { std::slice::from_raw_parts(self.vertices.as_ptr().cast(), self.vertices.len() * 32) }
    }

    pub fn width(&self) -> f64 {
        self.vertices.iter().map(|vertex| vertex.x + vertex.y).sum()
    }
}
