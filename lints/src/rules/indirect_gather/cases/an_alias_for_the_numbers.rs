pub type Row = Vec<u32>;

pub fn product(values: &[f64], x: &[f64], row: &Row) -> f64 {
    row.iter().zip(values).map(|(&column, value)| value * x[column as usize]).sum() //~ indirect_gather
}

pub fn picked(x: &[f64], row: &Row) -> f64 {
    let mut sum = 0.0;
    for &column in row.iter() {
        sum += x[column as usize]; //~ indirect_gather
    }
    sum
}
