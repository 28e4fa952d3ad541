pub(crate) struct Pair<T> {
    left: T,
    right: T,
}

pub(crate) fn dot(pairs: &[Box<Pair<f32>>]) -> f32 { //~ boxed_elements
    let mut sum = 0.0;
    for at in 0..pairs.len() {
        sum += pairs[at].left * pairs[at].right;
    }
    sum
}
