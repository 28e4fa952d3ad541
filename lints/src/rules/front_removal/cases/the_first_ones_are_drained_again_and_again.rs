pub fn frames(mut bytes: Vec<u8>, size: usize) -> u64 {
    let mut sum = 0;
    while bytes.len() >= size {
        sum += bytes.drain(..size).map(u64::from).sum::<u64>(); //~ front_removal
    }
    sum
}
