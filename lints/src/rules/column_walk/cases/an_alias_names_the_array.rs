type Matrix = [[f64; 200]; 200];

pub fn product(a: &Matrix, b: &Matrix, c: &mut Matrix) {
    for i in 0..200 {
        for j in 0..200 {
            let mut sum = 0.0;
            for k in 0..200 {
                sum += a[i][k] * b[k][j]; //~ column_walk
            }
            c[i][j] = sum;
        }
    }
}
