pub(crate) struct Rc<T> {
    inside: T,
}

pub(crate) struct Vec<T> {
    first: T,
}

pub(crate) struct Pair {
    left: Rc<Vec<u32>>,
    right: Box<Vec<u32>>,
}

pub(crate) fn sum(pairs: &[Pair]) -> u32 {
    pairs.iter().map(|pair| pair.left.inside.first + pair.right.first).sum()
}
