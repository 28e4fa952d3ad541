pub struct Board {
    cells: Box<[[u32; 128]; 128]>,
}

impl Board {
    pub fn columns(&self) -> [u64; 128] {
        let mut sums = [0; 128];
        for x in 0..128 {
            for y in 0..128 {
                sums[x] += u64::from(self.cells[y][x]); //~ column_walk
            }
        }
        sums
    }
}
