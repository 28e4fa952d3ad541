pub fn trace(table: &[u8; 256]) -> u32 {
    let mut sum = 0;
    for column in 0..16 {
        for row in 0..16 {
            sum += u32::from(table[row * 16 + column]);
        }
    }
    sum
}
