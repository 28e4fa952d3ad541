pub fn sum(table: &[u64], keys: &[u16]) -> u64 {
    let mut sum = 0;
    keys.iter().for_each(|key| sum += table[*key as usize]); //~ indirect_gather
    sum
}
