pub fn gather(values: &[f64], places: &[usize], width: usize, rounds: usize) -> f64 {
    let mut sum = 0.0;
    for round in 0..rounds {
        for &place in places {
            sum += values[place * width + round];
        }
    }
    sum
}
