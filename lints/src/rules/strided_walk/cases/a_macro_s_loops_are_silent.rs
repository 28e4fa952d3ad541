macro_rules! sum {
    ($samples:expr, $width:expr, $height:expr) => {{
        let mut sum = 0u64;
        for x in 0..$width {
            for y in 0..$height {
                sum += u64::from($samples[y * $width + x]);
            }
        }
        sum
    }};
}

pub fn brightness(samples: &[u8], width: usize, height: usize) -> u64 {
    sum!(samples, width, height)
}
