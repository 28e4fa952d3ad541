use std::sync::Arc;

pub struct Column<T> {
    cells: Arc<Vec<T>>, //~ double_indirection
}

impl<T: Copy + Into<f64>> Column<T> {
    pub fn sum(&self, rows: std::ops::Range<usize>) -> f64 {
        rows.map(|row| self.cells[row].into()).sum()
    }
}
