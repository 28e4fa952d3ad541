#[derive(Clone, Copy, PartialEq, PartialOrd)]
#[repr(C)]
pub(crate) struct Rank {
    group: u8,
    score: f64,
    tie: u8,
    time: f64,
}

pub(crate) fn best(ranks: &[Rank]) -> f64 {
    ranks.iter().map(|rank| rank.score + rank.time).sum()
}
