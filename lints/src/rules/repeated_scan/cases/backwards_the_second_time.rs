pub fn both_ways(heights: &[u32], left: &mut [u32], right: &mut [u32]) {
    let mut highest = 0;
    for (height, most) in heights.iter().zip(left) {
        highest = highest.max(*height);
        *most = highest;
    }
    let mut highest = 0;
    for (height, most) in heights.iter().zip(right).rev() {
        highest = highest.max(*height);
        *most = highest;
    }
}
