pub struct Row {
    key: u64,
    cells: [f64; 20],
}

pub type Rows = Vec<Row>; //~ sparse_field_scan

pub fn largest(rows: &Rows) -> u64 {
    let mut largest = 0;
    for row in rows.iter() {
        largest = largest.max(row.key);
    }
    largest
}

pub fn first(row: &Row) -> f64 {
    row.cells[0]
}
