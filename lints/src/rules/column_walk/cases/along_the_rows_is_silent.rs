pub fn total(table: &[[f64; 256]; 256]) -> f64 {
    let mut sum = 0.0;
    for row in 0..256 {
        for column in 0..256 {
            sum += table[row][column];
        }
    }
    sum
}
