pub fn known(sorted: &[u64], next: impl Fn() -> Option<u64>) -> usize {
    let mut found = 0;
    while let Some(number) = next() {
        found += usize::from(sorted.binary_search(&number).is_ok());
    }
    found
}
