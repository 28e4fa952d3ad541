#[repr(C)]
pub(crate) struct Sample {
    sensor: u8,
    value: f64,
    quality: u8,
    at: u64,
}

describe! { Sample { sensor, value, quality, at } }

pub(crate) fn total(samples: &[Sample]) -> f64 {
    samples.iter().map(|sample| sample.value).sum()
}
