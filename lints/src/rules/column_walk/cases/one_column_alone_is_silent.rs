pub fn first(table: &[[f64; 256]]) -> f64 {
    let mut sum = 0.0;
    for round in 0..10 {
        for row in 0..table.len() {
            sum += table[row][0] * f64::from(round);
        }
    }
    sum
}
