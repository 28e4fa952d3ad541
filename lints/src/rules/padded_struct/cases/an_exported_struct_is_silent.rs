//- /src/lib.rs crate:case published
#[repr(C)]
pub struct Sample {
    pub sensor: u8,
    pub value: f64,
    pub quality: u8,
    pub at: u64,
    pub channel: u8,
}

pub fn total(samples: &[Sample]) -> f64 {
    samples.iter().map(|sample| sample.value).sum()
}
