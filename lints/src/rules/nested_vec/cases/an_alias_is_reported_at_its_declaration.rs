pub type Matrix = Vec<Vec<f32>>; //~ nested_vec

pub fn trace(matrix: &Matrix) -> f32 {
    let mut sum = 0.0;
    for i in 0..matrix.len() {
        sum += matrix[i][i];
    }
    sum
}
