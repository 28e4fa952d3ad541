#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Sample {
    sensor: u8,
    value: f64,
    quality: u8,
    at: u64,
}

pub(crate) union Raw {
    pub(crate) sample: Sample,
    pub(crate) words: [u64; 4],
}

pub(crate) fn total(samples: &[Sample]) -> f64 {
    samples.iter().map(|sample| sample.value).sum()
}
