pub fn sum(table: &[u32], text: &[u8]) -> u32 {
    let mut sum = 0;
    for &byte in text {
        sum += table[byte as usize];
    }
    sum
}
