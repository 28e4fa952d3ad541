const TILE: usize = 8;

pub fn transpose(from: &[f32], into: &mut [f32], rows: usize, columns: usize) {
    for top in (0..rows).step_by(TILE) {
        for left in (0..columns).step_by(TILE) {
            for column in left..left + TILE {
                for row in top..top + TILE {
                    into[column * rows + row] = from[row * columns + column];
                }
            }
        }
    }
}
