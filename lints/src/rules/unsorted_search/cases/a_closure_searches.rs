pub fn known(sorted: &[i64], values: Vec<i64>) -> usize {
    values.iter().filter(|value| sorted.binary_search(value).is_ok()).count() //~ unsorted_search
}
