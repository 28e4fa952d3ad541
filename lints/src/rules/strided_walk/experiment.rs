// The sum of a picture's samples: down the columns, and along the rows.

/// `n` seeded samples.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// Samples, and how many there are in a row.
pub fn picture(items: &[u64]) -> (Vec<u32>, usize) {
    let width = items.len().isqrt().max(1);
    let mut samples: Vec<u32> = items.iter().map(|&item| item as u32).collect();
    samples.truncate(samples.len() / width * width);
    (samples, width)
}

/// Down the columns.
pub mod before {
    /// The picture.
    pub fn build(items: &[u64]) -> (Vec<u32>, usize) {
        super::picture(items)
    }

    /// A sum that does not depend on the order.
    pub fn run((samples, width): &(Vec<u32>, usize)) -> u64 {
        let height = samples.len() / *width;
        let mut sum = 0u64;
        for x in 0..*width {
            for y in 0..height {
                sum = sum.wrapping_add(u64::from(samples[y * *width + x]));
            }
        }
        sum
    }
}

/// Along the rows.
pub mod after {
    /// The picture.
    pub fn build(items: &[u64]) -> (Vec<u32>, usize) {
        super::picture(items)
    }

    /// A sum that does not depend on the order.
    pub fn run((samples, width): &(Vec<u32>, usize)) -> u64 {
        let height = samples.len() / *width;
        let mut sum = 0u64;
        for y in 0..height {
            for x in 0..*width {
                sum = sum.wrapping_add(u64::from(samples[y * *width + x]));
            }
        }
        sum
    }
}
