use crate::dice::Dice;
use std::hint::black_box;

struct Node {
    key: u64,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

fn pays(root: &Option<Box<Node>>, keys: &Vec<u64>) -> u64 {
    let mut steps = 0;
    for &key in keys {
        let mut cursor = root;
        while let Some(node) = cursor {
            steps += 1;
            if node.key == key {
                break;
            }
            cursor = if key < node.key { &node.left } else { &node.right };
        }
    }
    steps
}

fn spared(root: &Option<Box<Node>>, keys: &Vec<u64>) -> u64 {
    let mut steps = 0;
    for &key in keys {
        let mut cursor = root;
        while let Some(node) = cursor {
            steps += 1;
            if node.key == key {
                break;
            }
            cursor = if key < node.key { &node.left } else { &node.right };
        }
    }
    steps
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
    let mut sum = pays(black_box(&large), &many);
    for _ in 0..2_000 {
        sum += spared(black_box(&small), &few);
    }
    sum
}
