const TABLE: [u32; 16] = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];

pub fn bits(nibbles: &[u16]) -> u32 {
    let mut sum = 0;
    for &nibble in nibbles {
        sum += TABLE[nibble as usize];
    }
    sum
}
