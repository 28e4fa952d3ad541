struct Sample {
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
    pub fn total(&self) -> f64 {
        let good = self.samples.iter().filter(|it| it.sensor == 1 && it.quality > 2 && it.channel == 0 && it.at > 0);
        good.map(|sample| sample.value).sum()
    }
}
