pub fn joined(slices: &[&[u8]], fixed: &[bool]) -> Vec<u8> {
    let length: usize = slices.iter().map(|slice| slice.len()).sum();
    let mut output = Vec::with_capacity(length);
    let pairs = fixed.iter().zip(slices.iter());
    for (_, slice) in pairs {
        output.extend_from_slice(slice);
    }
    output
}
