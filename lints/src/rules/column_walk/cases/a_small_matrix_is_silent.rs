pub fn determinant(matrix: &[[f32; 4]; 4]) -> f32 {
    let mut sum = 0.0;
    for column in 0..4 {
        for row in 0..4 {
            sum += matrix[row][column];
        }
    }
    sum
}
