pub struct Planes {
    red: Box<[Vec<u8>]>, //~ nested_vec
    green: Vec<Box<[u8]>>, //~ nested_vec
    blue: [Vec<u8>; 480], //~ nested_vec
}

impl Planes {
    pub fn sum(&self, width: usize) -> u32 {
        let mut sum = 0;
        for y in 0..self.red.len() {
            for x in 0..width {
                sum += u32::from(self.red[y][x]);
                sum += u32::from(self.green[y][x]);
                sum += u32::from(self.blue[y][x]);
            }
        }
        sum
    }
}
