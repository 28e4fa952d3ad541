pub fn lowest(heights: &[f32], width: usize, depth: usize) -> f32 {
    let at = |x: usize, z: usize| heights[z * width + x];
    let mut lowest = f32::MAX;
    for x in 0..width {
        for z in 0..depth {
            lowest = lowest.min(at(x, z)); //~ strided_walk
        }
    }
    lowest
}
