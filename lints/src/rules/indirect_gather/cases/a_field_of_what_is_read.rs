pub struct Vertex {
    place: [f32; 3],
    color: u32,
}

pub struct Mesh {
    vertices: Vec<Vertex>,
    corners: Vec<u32>,
}

impl Mesh {
    pub fn height(&self) -> f32 {
        let mut height: f32 = 0.0;
        for corner in &self.corners {
            height = height.max(self.vertices[*corner as usize].place[1]); //~ indirect_gather
        }
        height
    }

    pub fn color(&self, at: usize) -> u32 {
        self.vertices[at].color
    }
}
