pub fn total(table: &[Vec<f64>], width: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..width {
        for row in 0..table.len() {
            sum += table[row][column];
        }
    }
    sum
}
