static TABLE: [[u64; 512]; 512] = [[1; 512]; 512];

pub fn sum() -> u64 {
    let mut sum = 0;
    for column in 0..512 {
        for row in 0..512 {
            sum += TABLE[row][column]; //~ column_walk
        }
    }
    sum
}
