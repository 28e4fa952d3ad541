pub struct Corners {
    corners: [usize; 4],
}

impl Corners {
    pub fn set(&mut self, points: &[u64]) {
        self.corners[0] = points.len() - 1;
    }

    pub fn sum(&self, points: &[u64]) -> u64 {
        self.corners.iter().map(|&corner| points[corner]).sum()
    }
}
