const WIDTH: usize = 1024;

pub struct Grid {
    cells: Vec<u32>,
    height: usize,
}

impl Grid {
    pub fn sum(&self) -> u64 {
        let mut sum = 0;
        for column in 0..WIDTH {
            for row in 0..self.height {
                sum += u64::from(self.cells[row * WIDTH + column]); //~ strided_walk
            }
        }
        sum
    }
}
