pub(crate) struct Edge {
    from: u32,
    to: u32,
}

type Edges = std::collections::VecDeque<Box<Edge>>; //~ boxed_elements

pub(crate) fn lowest(edges: &Edges) -> u32 {
    edges.iter().map(|edge| edge.from.min(edge.to)).min().unwrap_or(0)
}

pub(crate) fn grow(edges: &mut Edges, from: u32, to: u32) {
    edges.push_back(Box::new(Edge { from, to }));
}
