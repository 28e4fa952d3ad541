use std::sync::Arc;

/// A tree of many kinds of nodes.
pub enum Type {
    Number(u32),
    Reference(Arc<Type>),
    Slice(Arc<Type>),
    Pair(Arc<Type>, Arc<Type>),
}

/// Layers of one kind: a handful.
pub fn behind_references(all: &[Type]) -> u32 {
    let mut numbers = 0;
    for one in all {
        let mut ty = one;
        while let Type::Reference(inner) = ty { //~ pointer_chase
            ty = inner;
        }
        numbers += u32::from(matches!(ty, Type::Number(_)));
    }
    numbers
}

/// A search goes down by one kind, but the others are ends.
pub enum Tree {
    Leaf(u64),
    Fork(u64, Box<Tree>, Box<Tree>),
}

pub fn find(tree: &Tree, keys: &[u64]) -> u64 {
    let mut sum = 0;
    for &key in keys {
        let mut at = tree;
        while let Tree::Fork(middle, left, right) = at { //~ pointer_chase
            at = if key < *middle { left } else { right };
        }
        if let Tree::Leaf(value) = at {
            sum += value;
        }
    }
    sum
}
