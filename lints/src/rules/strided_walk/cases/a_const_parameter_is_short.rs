pub fn row<const N: usize>(from: &[u8], to: &mut [u32], kernel: &[u32]) {
    for (x, out) in to.iter_mut().enumerate() {
        let mut sum = 0;
        for (at, factor) in kernel.iter().enumerate() {
            sum += u32::from(from[at * N + x]) * factor;
        }
        *out = sum;
    }
}
