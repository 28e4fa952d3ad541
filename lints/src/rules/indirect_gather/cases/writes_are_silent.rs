pub fn count(counts: &mut [u32], keys: &[usize]) {
    for &key in keys {
        counts[key] += 1;
    }
}
