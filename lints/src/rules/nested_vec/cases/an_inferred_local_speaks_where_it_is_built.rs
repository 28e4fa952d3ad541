pub fn paths(rows: usize, columns: usize) -> u64 {
    let mut counts = vec![vec![1u64; columns]; rows]; //~ nested_vec
    for i in 1..rows {
        for j in 1..columns {
            counts[i][j] = counts[i - 1][j] + counts[i][j - 1];
        }
    }
    counts[rows - 1][columns - 1]
}
