use std::hint::black_box;

fn pays(samples: &Vec<u32>, width: usize) -> u64 {
    let height = samples.len() / width;
    let mut sum = 0;
    for x in 0..width {
        for y in 0..height {
            sum += u64::from(samples[y * width + x]);
        }
    }
    sum
}

fn spared(samples: &Vec<u32>, width: usize) -> u64 {
    let height = samples.len() / width;
    let mut sum = 0;
    for x in 0..width {
        for y in 0..height {
            sum += u64::from(samples[y * width + x]);
        }
    }
    sum
}

pub fn run() -> u64 {
    let picture = |width: usize, height: usize| -> Vec<u32> { (0..(width * height) as u32).collect() };
    let (large, small) = (picture(500, 500), picture(20, 20));
    let mut sum = pays(black_box(&large), black_box(500));
    for _ in 0..500 {
        sum += spared(black_box(&small), black_box(20));
    }
    sum
}
