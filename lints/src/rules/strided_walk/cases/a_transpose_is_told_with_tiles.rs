fn transpose(from: &[f32], into: &mut [f32], rows: usize, columns: usize) {
    for column in 0..columns {
        for row in 0..rows {
            into[column * rows + row] = from[row * columns + column]; //~ strided_walk
        }
    }
}

pub fn run() -> f32 {
    let side = 2048;
    let from = vec![1.0; side * side];
    let mut into = vec![0.0; side * side];
    for _ in 0..8 {
        transpose(&from, &mut into, side, side);
    }
    into[3]
}
