pub struct Table {
    cells: Vec<Vec<i32>>, //~ nested_vec
}

impl Table {
    fn get(&self, row: usize, column: usize) -> i32 {
        self.cells[row][column]
    }

    pub fn fill(&mut self, orders: &[(usize, Vec<usize>)], width: usize) {
        for (row, before) in orders {
            for column in 1..width {
                let mut best = 0;
                for previous in before {
                    best = best.max(self.get(*previous, column - 1));
                }
                self.cells[*row][column] = best;
            }
        }
    }
}
