#[repr(C)]
pub struct Sample {
    sensor: u8,
    value: f64,
    quality: u8,
    at: u64,
    channel: u8,
}

pub struct Batch {
    samples: Vec<Sample>,
}

extern "C" {
    fn weigh(sample: &Sample) -> f64;
}

impl Batch {
    pub fn total(&self) -> f64 {
        self.samples.iter().map(|sample| unsafe { weigh(sample) }).sum()
    }
}
