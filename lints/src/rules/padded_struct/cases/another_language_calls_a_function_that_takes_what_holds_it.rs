#[repr(C)]
pub struct Sample {
    sensor: u8,
    value: f64,
    quality: u8,
    at: u64,
    channel: u8,
}

#[repr(C)]
pub struct Pair {
    first: Sample,
    second: Sample,
}

#[no_mangle]
pub extern "C" fn take(pair: Pair) -> f64 {
    pair.first.value + pair.second.value
}

pub(crate) fn total(samples: &[Sample]) -> f64 {
    samples.iter().map(|sample| sample.value).sum()
}
