//- /shapes/src/lib.rs crate:shapes published
use std::sync::Arc;

pub struct Mesh {
    pub corners: Arc<Vec<[f32; 3]>>,
}

pub fn names() -> Arc<Vec<String>> {
    Arc::new(Vec::new())
}

pub trait Corners {
    fn corners(&self, of: &Arc<Vec<u32>>) -> usize;
}

impl Corners for Mesh {
    fn corners(&self, of: &Arc<Vec<u32>>) -> usize {
        of.len() + self.corners.len()
    }
}
