mod wire {
    pub struct Sample {
        pub sensor: u8,
        pub value: f64,
        pub quality: u8,
    }
}

mod unused {
    #[allow(dead_code)]
    #[repr(C)]
    struct Sample {
        sensor: u8,
        value: f64,
        quality: u8,
    }
}

use wire::Sample;

pub(crate) fn total(samples: &[Sample]) -> f64 {
    samples.iter().filter(|it| it.sensor == it.quality).map(|sample| sample.value).sum()
}
