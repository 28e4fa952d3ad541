pub struct Node {
    weight: u64,
    children: Vec<Box<Node>>,
}

pub enum Term {
    Number(u64),
    Sum(Vec<Box<Term>>),
    Scaled(Scaled),
}

pub struct Scaled {
    by: u64,
    terms: Vec<Box<Term>>,
}

pub fn heaviest(nodes: &[Box<Node>]) -> u64 {
    nodes.iter().map(|node| node.weight + node.children.len() as u64).max().unwrap_or(0)
}

pub fn numbers(terms: &[Box<Scaled>]) -> u64 {
    terms.iter().map(|scaled| scaled.by * scaled.terms.len() as u64).sum()
}
