pub fn total(planes: &[Vec<f32>], width: usize, height: usize) -> f32 { //~ nested_vec
    let mut sum = 0.0;
    for y in 0..height {
        for x in 0..width {
            for plane in 0..planes.len() {
                sum += planes[plane][y * width + x];
            }
        }
    }
    sum
}

pub fn decoded(planes: &mut [Vec<u16>], blocks: &[[u16; 64]], width: usize) { //~ nested_vec
    for (plane, block) in planes.iter_mut().zip(blocks) {
        for y in 0..8 {
            for x in 0..8 {
                plane[y * width + x] = block[y * 8 + x];
            }
        }
    }
}
