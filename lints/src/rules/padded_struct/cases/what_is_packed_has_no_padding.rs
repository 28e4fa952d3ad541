#[repr(C, packed)]
struct Sample {
    sensor: u8,
    value: u64,
    quality: u8,
    at: u64,
}

pub struct Log {
    samples: Vec<Sample>,
}

impl Log {
    pub fn total(&self) -> u64 {
        self.samples.iter().filter(|it| it.sensor == 1 && it.quality > 2).map(|sample| sample.value + sample.at).sum()
    }
}
