type Matrix = [[f64; 500]; 500];

pub fn product(a: &Matrix, b: &Matrix, c: &mut Matrix) {
    for i in 0..500 {
        for j in 0..500 {
            let mut sum = 0.0;
            for k in 0..500 {
                sum += a[i][k] * b[k][j]; //~ column_walk
            }
            c[i][j] = sum;
        }
    }
}
