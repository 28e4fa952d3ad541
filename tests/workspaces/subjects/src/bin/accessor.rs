struct Picture {
    width: usize,
    samples: Vec<u8>,
}

impl Picture {
    #[inline(never)]
    fn at(&self, x: usize, y: usize) -> u8 {
        self.samples[y * self.width + x]
    }
}

fn main() {
    let picture = Picture { width: 10_000, samples: vec![7; 10_000 * 200] };
    let mut sum = 0u64;
    for x in 0..2_000 {
        for y in 0..200 {
            sum += u64::from(std::hint::black_box(&picture).at(x, y));
        }
    }
    println!("{sum}");
}
