pub struct Board {
    cells: Vec<[u32; 128]>,
}

impl Board {
    fn at(&self, x: usize, y: usize) -> u32 {
        self.cells[y][x]
    }
}

pub fn sum(board: &Board, height: usize) -> u64 {
    let mut sum = 0;
    for x in 0..128 {
        for y in 0..height {
            sum += u64::from(board.at(x, y)); //~ column_walk
        }
    }
    sum
}
