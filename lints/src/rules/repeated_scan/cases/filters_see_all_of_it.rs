pub fn parts(values: &[i32]) -> (usize, usize) {
    let negative = values.iter().filter(|value| **value < 0).count(); //~ repeated_scan
    let positive = values.iter().filter(|value| **value > 0).count();
    (negative, positive)
}
