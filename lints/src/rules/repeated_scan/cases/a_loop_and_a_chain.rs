pub fn both(values: &Vec<i64>) -> (i64, i64) {
    let mut sum = 0;
    for value in values { //~ repeated_scan
        sum += value;
    }
    let product = values.iter().fold(1i64, |product, value| product.wrapping_mul(*value));
    (sum, product)
}
