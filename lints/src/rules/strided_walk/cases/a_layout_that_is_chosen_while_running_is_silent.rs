pub enum Order {
    Rows,
    Columns,
}

pub struct Matrix {
    rows: usize,
    columns: usize,
    order: Order,
    cells: Vec<f32>,
}

impl Matrix {
    pub fn get(&self, row: usize, column: usize) -> f32 {
        match self.order {
            Order::Rows => self.cells[row * self.columns + column],
            Order::Columns => self.cells[row + self.rows * column],
        }
    }

    pub fn sum(&self) -> f32 {
        let mut sum = 0.0;
        for row in 0..self.rows {
            for column in 0..self.columns {
                sum += self.get(row, column);
            }
        }
        sum
    }
}
