fn for_each<I: Iterator>(all: I, each: impl Fn(I::Item)) {
    for one in all {
        each(one);
    }
}

pub fn raised(best: &mut [(usize, f64)], columns: &[f64]) -> f64 {
    for_each(best.iter_mut().zip(columns), |(best, column)| best.1 += column);
    let mut sum = 0.0;
    for (_, value) in best.iter() {
        sum += value;
    }
    sum
}
