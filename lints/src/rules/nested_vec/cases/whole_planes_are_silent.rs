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
