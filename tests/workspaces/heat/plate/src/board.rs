//! The control board: eight rows of eight switches.

pub struct Board {
    switches: Vec<Vec<bool>>,
}

impl Board {
    pub fn new(rows: usize, columns: usize) -> Board {
        Board { switches: vec![vec![false; columns]; rows] }
    }

    pub fn toggle(&mut self, row: usize, column: usize) {
        self.switches[row][column] ^= true;
    }

    pub fn switched_on(&self) -> usize {
        let mut on = 0;
        for row in 0..self.switches.len() {
            for column in 0..self.switches[row].len() {
                on += usize::from(self.switches[row][column]);
            }
        }
        on
    }
}
