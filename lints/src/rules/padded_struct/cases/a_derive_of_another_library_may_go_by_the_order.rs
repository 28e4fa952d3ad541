#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Vertex {
    kind: u8,
    x: f64,
    layer: u8,
    y: f64,
}

pub(crate) fn width(vertices: &[Vertex]) -> f64 {
    vertices.iter().map(|vertex| vertex.x + vertex.y).sum()
}
