use std::rc::Rc;

pub struct Plate {
    cells: Vec<Vec<f64>>, //~ nested_vec
}

impl Plate {
    fn row(&self, at: usize) -> &[f64] {
        &self.cells[at]
    }

    pub fn total(&self, rows: usize, columns: usize) -> f64 {
        let mut sum = 0.0;
        for row in 0..rows {
            for column in 0..columns {
                sum += self.row(row)[column];
            }
        }
        sum
    }
}

pub struct Row {
    cells: Vec<f64>,
}

pub struct Named {
    rows: Vec<Row>, //~ nested_vec
}

impl Named {
    pub fn total(&self, rows: usize, columns: usize) -> f64 {
        let mut sum = 0.0;
        for row in 0..rows {
            for column in 0..columns {
                sum += self.rows[row].cells[column];
            }
        }
        sum
    }
}

pub fn shared(m: &[Rc<Vec<f64>>], columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for row in 0..m.len() {
        for column in 0..columns {
            sum += m[row][column];
        }
    }
    sum
}

pub fn by_closure(m: &[Vec<f64>], columns: usize) -> f64 { //~ nested_vec
    let row = |at: usize| &m[at];
    let mut sum = 0.0;
    for at in 0..m.len() {
        for column in 0..columns {
            sum += row(at)[column];
        }
    }
    sum
}

// Nothing but a closure that reaches a cell.
pub fn around(n: usize) -> f64 {
    let grid = vec![vec![1.0; n]; n]; //~ nested_vec
    let at = |x: usize, y: usize| grid[x][y];
    let mut sum = 0.0;
    for y in 1..n - 1 {
        for x in 1..n - 1 {
            sum += at(x - 1, y) + at(x + 1, y);
        }
    }
    sum
}
