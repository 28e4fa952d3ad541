pub struct Voxel {
    x: u16,
    y: u16,
    material: [u32; 20],
}

pub fn corner(voxels: &[Voxel]) -> u32 { //~ sparse_field_scan
    let mut sum = 0;
    for Voxel { x, y, .. } in voxels {
        sum += u32::from(*x) + u32::from(*y);
    }
    sum
}

pub fn material(voxel: &Voxel) -> u32 {
    voxel.material[0]
}
