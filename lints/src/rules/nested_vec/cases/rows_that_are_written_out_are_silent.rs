pub fn sum() -> u32 {
    let groups = vec![vec![1, 2], vec![3], vec![4, 5, 6]];
    let mut sum = 0;
    for group in &groups {
        for number in group {
            sum += number;
        }
    }
    sum
}
