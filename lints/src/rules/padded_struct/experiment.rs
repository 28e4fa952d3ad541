// Samples of sensors, in the order of `#[repr(C)]`: small fields between large ones, and behind them.

/// `n` seeded numbers.
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

/// Small fields between large ones.
pub mod before {
    /// A sample.
    #[repr(C)]
    pub struct Sample {
        sensor: u8,
        value: u64,
        quality: u8,
        at: u64,
        channel: u8,
    }

    /// One sample for each item.
    pub fn build(items: &[u64]) -> Vec<Sample> {
        let one = |&item: &u64| Sample {
            sensor: item as u8,
            value: item >> 8,
            quality: (item >> 16) as u8,
            at: item >> 24,
            channel: (item >> 32) as u8,
        };
        items.iter().map(one).collect()
    }

    /// A checksum of all samples.
    pub fn run(samples: &Vec<Sample>) -> u64 {
        let mut sum = 0u64;
        for sample in samples {
            let small = u64::from(sample.sensor ^ sample.quality ^ sample.channel);
            sum = sum.wrapping_add(small ^ sample.value ^ sample.at);
        }
        sum
    }
}

/// Large fields first.
pub mod after {
    /// A sample.
    #[repr(C)]
    pub struct Sample {
        value: u64,
        at: u64,
        sensor: u8,
        quality: u8,
        channel: u8,
    }

    /// One sample for each item.
    pub fn build(items: &[u64]) -> Vec<Sample> {
        let one = |&item: &u64| Sample {
            value: item >> 8,
            at: item >> 24,
            sensor: item as u8,
            quality: (item >> 16) as u8,
            channel: (item >> 32) as u8,
        };
        items.iter().map(one).collect()
    }

    /// A checksum of all samples.
    pub fn run(samples: &Vec<Sample>) -> u64 {
        let mut sum = 0u64;
        for sample in samples {
            let small = u64::from(sample.sensor ^ sample.quality ^ sample.channel);
            sum = sum.wrapping_add(small ^ sample.value ^ sample.at);
        }
        sum
    }
}
