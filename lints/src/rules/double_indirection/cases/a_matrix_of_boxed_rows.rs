pub(crate) fn sum(matrix: &Vec<Box<Vec<f64>>>) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for row in 0..matrix.len() {
        for column in 0..matrix.len() {
            sum += matrix[row][column];
        }
    }
    sum
}
