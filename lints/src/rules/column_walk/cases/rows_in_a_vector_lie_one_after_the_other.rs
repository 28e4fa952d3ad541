pub fn total(table: &Vec<[f32; 64]>) -> f32 {
    let mut sum = 0.0;
    for column in 0..64 {
        for row in 0..table.len() {
            sum += table[row][column]; //~ column_walk
        }
    }
    sum
}
