#[repr(C)]
struct Sample {
    sensor: u8,
    value: f64,
    quality: u8,
    at: u64,
}

pub struct Log {
    samples: Vec<Sample>,
}

impl Log {
    pub fn offset(&self, number: usize) -> usize {
        number * std::mem::size_of::<Sample>()
    }

    pub fn total(&self) -> f64 {
        self.samples.iter().map(|sample| sample.value).sum()
    }
}
