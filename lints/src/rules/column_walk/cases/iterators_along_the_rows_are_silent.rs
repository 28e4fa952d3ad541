pub fn sum(table: &[[f32; 64]], rounds: usize) -> f32 {
    let mut sum = 0.0;
    for _ in 0..rounds {
        for row in table {
            for cell in row {
                sum += cell;
            }
        }
    }
    sum
}
