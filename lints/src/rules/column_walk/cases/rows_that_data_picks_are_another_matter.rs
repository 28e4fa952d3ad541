pub fn sum(table: &[[f32; 64]], order: &[usize]) -> f32 {
    let mut sum = 0.0;
    for column in 0..64 {
        for &row in order {
            sum += table[row][column];
        }
    }
    sum
}
