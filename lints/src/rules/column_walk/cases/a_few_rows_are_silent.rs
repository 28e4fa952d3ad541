pub fn sum(planes: &[[f32; 4096]; 3]) -> f32 {
    let mut sum = 0.0;
    for at in 0..4096 {
        for plane in 0..3 {
            sum += planes[plane][at];
        }
    }
    sum
}
