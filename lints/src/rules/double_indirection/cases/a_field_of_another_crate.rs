//- /model/src/lib.rs crate:model
pub struct Mesh {
    pub corners: std::sync::Arc<Vec<[f32; 3]>>, //~ double_indirection
}
//- /app/src/lib.rs crate:app deps:model
use model::Mesh;

pub fn height(meshes: &[Mesh]) -> f32 {
    let mut sum = 0.0;
    for mesh in meshes {
        for corner in mesh.corners.iter() {
            sum += corner[2];
        }
    }
    sum
}
