pub fn sums(cells: &[[f64; 512]], columns: usize) -> f64 {
    let mut sum = 0.0;
    for column in 0..columns {
        let mut row = cells.len() - 1;
        while row >= 1 {
            sum += cells[row][column] + cells[row - 1][column]; //~ column_walk
            row -= 2;
        }
    }
    sum
}
