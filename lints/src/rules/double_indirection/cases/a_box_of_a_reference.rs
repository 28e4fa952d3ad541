pub(crate) struct Place {
    x: u32,
}

pub(crate) fn sum(places: Vec<Box<&Place>>) -> u32 { //~ double_indirection
    places.iter().map(|place| place.x).sum()
}
