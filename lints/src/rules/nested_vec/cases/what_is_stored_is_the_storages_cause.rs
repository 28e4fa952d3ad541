pub struct Board {
    cells: Vec<Vec<u8>>, //~ nested_vec
    shadow: Vec<Vec<u8>>, //~ nested_vec
}

impl Board {
    // A constructor's parameter and the local of its caller are the field's.
    pub fn new(given: Vec<Vec<u8>>) -> Board {
        let shadow: Vec<Vec<u8>> = given.clone();
        Board { cells: given, shadow }
    }

    pub fn total(&self) -> u64 {
        let mut sum = 0;
        for y in 0..self.cells.len() {
            for x in 0..self.cells[y].len() {
                sum += u64::from(self.cells[y][x]) + u64::from(self.shadow[y][x]);
            }
        }
        sum
    }
}

pub fn empty(n: usize) -> Board {
    let cells: Vec<Vec<u8>> = vec![vec![0; n]; n];
    Board::new(cells)
}
