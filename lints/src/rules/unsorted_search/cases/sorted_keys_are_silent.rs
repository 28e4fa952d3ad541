pub fn known(sorted: &[u64], mut asked: Vec<u64>) -> usize {
    asked.sort_unstable();
    let mut found = 0;
    for number in &asked {
        found += usize::from(sorted.binary_search(number).is_ok());
    }
    found
}
