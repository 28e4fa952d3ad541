pub fn until(values: &[u64], limit: u64) -> (usize, usize) {
    let mut sum = 0;
    let mut count = 0;
    for value in values {
        sum += value;
        if sum > limit {
            break;
        }
        count += 1;
    }
    let mut odd = 0;
    for value in values {
        if value % 2 == 0 {
            break;
        }
        odd += 1;
    }
    (count, odd)
}
