pub fn sum(block: &[[u8; 16]; 16]) -> u32 {
    let mut sum = 0;
    for column in 0..16 {
        for row in 0..16 {
            sum += u32::from(block[row][column]);
        }
    }
    sum
}
