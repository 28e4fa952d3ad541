pub fn both(values: &[f32; 3]) -> (f32, f32) {
    let sum = values.iter().sum();
    let largest = values.iter().copied().fold(f32::MIN, f32::max);
    (sum, largest)
}
