pub struct Picture {
    width: u32,
    height: u32,
    samples: Vec<u8>,
}

impl Picture {
    pub fn width(&self) -> u32 {
        self.width
    }

    pub fn height(&self) -> u32 {
        self.height
    }

    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        [self.samples[at], self.samples[at + 1], self.samples[at + 2]]
    }
}

pub fn brightness(picture: &Picture) -> u64 {
    let mut sum = 0;
    for x in 0..picture.width() {
        for y in 0..picture.height() {
            let [red, green, blue] = picture.pixel(x, y); //~ strided_walk
            sum += red as u64 * 2 + green as u64 * 3 + blue as u64;
        }
    }
    sum
}
