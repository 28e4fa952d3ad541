use crate::dice::Dice;
use std::hint::black_box;

struct Node {
    key: u64,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

fn pays(node: &Option<Box<Node>>) -> u64 {
    match node {
        Some(node) => node.key ^ pays(&node.left).rotate_left(1) ^ pays(&node.right),
        None => 1,
    }
}

fn spared(node: &Option<Box<Node>>) -> u64 {
    match node {
        Some(node) => node.key ^ spared(&node.left).rotate_left(1) ^ spared(&node.right),
        None => 1,
    }
}

fn tree(keys: &[u64]) -> Option<Box<Node>> {
    let mut root: Option<Box<Node>> = None;
    for &key in keys {
        let mut place = &mut root;
        while let Some(node) = place {
            place = if key < node.key { &mut node.left } else { &mut node.right };
        }
        *place = Some(Box::new(Node { key, left: None, right: None }));
    }
    root
}

pub fn run() -> u64 {
    let (many, few) = (Dice(77).numbers(20_000), Dice(77).numbers(30));
    let (large, small) = (tree(&many), tree(&few));
    let mut sum = 0u64;
    for _ in 0..4 {
        sum = sum.wrapping_add(pays(black_box(&large)));
    }
    for _ in 0..2_000 {
        sum = sum.wrapping_add(spared(black_box(&small)));
    }
    sum
}
