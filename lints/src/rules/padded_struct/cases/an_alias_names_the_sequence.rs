type Track = Vec<Point>;

#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub(crate) struct Point { //~ padded_struct
    pub(crate) kind: u16,
    pub(crate) x: f64,
    pub(crate) layer: u16,
    pub(crate) y: f64,
}

pub struct Map {
    tracks: [Track; 2],
}

impl Map {
    pub fn length(&self) -> f64 {
        self.tracks[0].iter().map(|point| point.x + point.y).sum()
    }
}
