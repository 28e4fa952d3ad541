#[repr(C)]
struct Sample { //~ padded_struct
    sensor: u8,
    value: f64,
    quality: u8,
    at: u64,
    channel: u8,
}

pub struct Log {
    samples: Vec<Sample>,
}

impl Log {
    pub fn total(&self, sensor: u8) -> f64 {
        let mut total = 0.0;
        for sample in &self.samples {
            if sample.sensor == sensor && sample.quality > 2 && sample.channel == 0 && sample.at > 0 {
                total += sample.value;
            }
        }
        total
    }
}

pub fn all(log: &Log) -> f64 {
    (0..=255).map(|sensor| log.total(sensor)).sum()
}
