// All rows may be of one length, or not: what is suggested holds for both.
pub fn total(m: &[Vec<f64>], columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for row in 0..m.len() {
        for column in 0..columns {
            sum += m[row][column];
        }
    }
    sum
}

pub struct Samples {
    rows: Vec<Vec<f64>>, //~ nested_vec
}

impl Samples {
    pub fn new(columns: usize) -> Samples {
        Samples { rows: vec![vec![0.0; columns]; 100] }
    }

    // The rows are of one length no longer.
    pub fn widen(&mut self, row: usize, by: &[f64]) {
        self.rows[row].extend_from_slice(by);
    }

    pub fn total(&self) -> f64 {
        let mut sum = 0.0;
        for row in 0..self.rows.len() {
            for column in 0..self.rows[row].len() {
                sum += self.rows[row][column];
            }
        }
        sum
    }
}
