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
