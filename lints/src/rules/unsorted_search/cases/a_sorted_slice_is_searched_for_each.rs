pub fn known(sorted: &[u64], asked: Vec<u64>) -> usize {
    let mut found = 0;
    for number in &asked {
        found += usize::from(sorted.binary_search(number).is_ok()); //~ unsorted_search
    }
    found
}
