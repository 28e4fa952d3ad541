pub fn ranks(sorted: &[i64], values: &[i64]) -> Vec<usize> {
    values.iter().map(|value| sorted.binary_search(value).unwrap_or_else(|at| at)).collect() //~ unsorted_search
}
