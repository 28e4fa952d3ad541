pub fn columns(samples: &[i32], width: usize, height: usize, sums: &mut [i64]) {
    for x in 0..width {
        let mut y = 0;
        while y < height {
            sums[x] += i64::from(samples[y * width + x]); //~ strided_walk
            y += 1;
        }
    }
}
