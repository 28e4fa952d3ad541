//! The grid of temperatures.

/// Temperatures, row by row.
pub struct Grid {
    cells: Vec<Vec<f64>>,
    rows: usize,
    columns: usize,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid { cells: vec![vec![20.0; columns]; rows], rows, columns }
    }

    pub fn heat(&mut self, row: usize, column: usize, celsius: f64) {
        self.cells[row][column] = celsius;
    }

    /// One relaxation step along the columns. Returns how much changed.
    pub fn relax(&mut self) -> f64 {
        let mut change = 0.0;
        for column in 0..self.columns {
            for row in 1..self.rows - 1 {
                let mean = (self.cells[row - 1][column] + self.cells[row][column] + self.cells[row + 1][column]) / 3.0;
                change += (mean - self.cells[row][column]).abs();
                self.cells[row][column] = mean;
            }
        }
        change
    }
}
