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
    pub fn offset(&self) -> usize {
        std::mem::offset_of!(Sample, value)
    }

    pub fn total(&self) -> f64 {
        self.samples.iter().map(|sample| sample.value).sum()
    }
}
