const STEPS: [u32; 5] = [0, 10, 100, 1000, 10_000];

pub fn levels(values: &[u32]) -> usize {
    let mut sum = 0;
    for value in values {
        sum += STEPS.partition_point(|step| step <= value);
    }
    sum
}
