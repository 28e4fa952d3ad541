use crate::dice::Dice;
use std::hint::black_box;

#[repr(C)]
struct Sample {
    sensor: u8,
    value: u64,
    quality: u8,
    at: u64,
    channel: u8,
}

fn pays(samples: &Vec<Sample>) -> u64 {
    let mut sum = 0;
    for sample in samples {
        sum += u64::from(sample.sensor ^ sample.quality ^ sample.channel) ^ sample.value ^ sample.at;
    }
    sum
}

fn spared(samples: &Vec<Sample>) -> u64 {
    let mut sum = 0;
    for sample in samples {
        sum += u64::from(sample.sensor ^ sample.quality ^ sample.channel) ^ sample.value ^ sample.at;
    }
    sum
}

fn samples(count: usize) -> Vec<Sample> {
    let numbers = Dice(77).numbers(count);
    let sample = |&at: &u64| Sample { sensor: at as u8, value: at, quality: 3, at: at / 2, channel: (at >> 8) as u8 };
    numbers.iter().map(sample).collect()
}

pub fn run() -> u64 {
    let (many, few) = (samples(30_000), samples(50));
    let mut sum = 0;
    for _ in 0..4 {
        sum += pays(black_box(&many));
    }
    for _ in 0..3_000 {
        sum += spared(black_box(&few));
    }
    sum
}
