fn cell(m: &[Vec<f64>], row: usize, column: usize) -> f64 { //~ nested_vec
    m[row][column]
}

pub fn sums(rows: usize, columns: usize) -> f64 {
    let m = vec![vec![1.0; columns]; rows];
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            sum += cell(&m, row, column);
        }
    }
    sum + m[0][0]
}
