#[repr(C)]
struct Sample {
    sensor: u8,
    value: f64,
    quality: u8,
}

pub(crate) fn total(samples: &[&Sample]) -> f64 {
    samples.iter().filter(|it| it.sensor == it.quality).map(|sample| sample.value).sum()
}
