#[repr(C)]
pub(crate) struct Edge { //~ padded_struct
    pub(crate) kind: u8,
    pub(crate) to: u32,
    pub(crate) open: bool,
}

fn longest(edges: &[Edge]) -> Option<&Edge> {
    edges.iter().filter(|edge| edge.open && edge.kind == 1).max_by_key(|edge| edge.to)
}

pub(crate) fn longest_of_all(all: &[Vec<Edge>]) -> u32 {
    all.iter().filter_map(|edges| longest(edges)).map(|edge| edge.to).sum()
}
