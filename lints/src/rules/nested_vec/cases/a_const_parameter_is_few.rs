pub struct Points<const K: usize> {
    axes: [Vec<f32>; K], //~ nested_vec
}

impl<const K: usize> Points<K> {
    pub fn has(&self, count: usize, point: &[f32; K]) -> bool {
        (0..count).any(|at| (0..K).all(|axis| self.axes[axis][at] == point[axis]))
    }
}

pub struct Matrix<const N: usize> {
    rows: Vec<Vec<f32>>, //~ nested_vec
}

impl<const N: usize> Matrix<N> {
    pub fn sum(&self) -> f32 {
        let mut sum = 0.0;
        for column in 0..N {
            for row in 0..N {
                sum += self.rows[row][column];
            }
        }
        sum
    }
}

pub fn large(matrix: &Matrix<1024>) -> f32 {
    matrix.sum()
}
