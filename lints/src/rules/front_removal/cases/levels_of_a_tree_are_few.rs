pub struct Level {
    words: Vec<u64>,
    length: u32,
}

pub struct Bitmap {
    levels: Vec<Level>,
}

impl Bitmap {
    pub fn padded(&mut self, most: u32) {
        let height = height_of(most);
        while self.levels.len() < height {
            let length = self.levels[0].length.div_ceil(64);
            self.levels.insert(0, Level { words: Vec::new(), length });
        }
    }

    pub fn padded_by_halves(&mut self, most: u32) {
        let mut left = most;
        let mut height = 1;
        while left > 1 {
            left >>= 1;
            height += 1;
        }
        while self.levels.len() < height {
            self.levels.insert(0, Level { words: Vec::new(), length: 0 });
        }
    }

    pub fn padded_by_steps(&mut self, most: u32) {
        let height = steps_of(most);
        while self.levels.len() < height {
            self.levels.insert(0, Level { words: Vec::new(), length: 0 }); //~ front_removal
        }
    }
}

fn height_of(mut most: u32) -> usize {
    let mut height = 1;
    while most > 64 {
        most = most.div_ceil(64);
        height += 1;
    }
    height
}

fn steps_of(mut most: u32) -> usize {
    let mut steps = 1;
    while most > 64 {
        most -= 64;
        steps += 1;
    }
    steps
}
