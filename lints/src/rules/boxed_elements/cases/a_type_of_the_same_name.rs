pub(crate) struct Box<T> {
    inside: T,
}

pub(crate) struct Parcel {
    weight: u32,
}

pub(crate) fn weight(boxes: &[Box<Parcel>]) -> u32 {
    boxes.iter().map(|one| one.inside.weight).sum()
}
