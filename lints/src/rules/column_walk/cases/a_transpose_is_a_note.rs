pub fn transpose(from: &[[f32; 300]; 300], into: &mut [[f32; 300]; 300]) {
    for i in 0..300 {
        for j in 0..300 {
            into[i][j] = from[j][i]; //~ column_walk
        }
    }
}
