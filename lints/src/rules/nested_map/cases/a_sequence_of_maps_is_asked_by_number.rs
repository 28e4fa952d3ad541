use std::collections::HashMap;

pub struct Rows {
    rows: Vec<HashMap<i32, f64>>, //~ nested_map
}

impl Rows {
    pub fn sum(&self, cells: &[(usize, i32)]) -> f64 {
        cells.iter().map(|&(row, column)| self.rows[row].get(&column).copied().unwrap_or(0.0)).sum()
    }

    pub fn set(&mut self, row: usize, column: i32, value: f64) {
        while self.rows.len() <= row {
            self.rows.push(HashMap::new());
        }
        self.rows[row].insert(column, value);
    }
}
