use crate::dice::Dice;
use std::collections::{HashSet, VecDeque};
use std::hint::black_box;

type Links = [u32; 6];

fn pays(links: &Vec<Links>) -> usize {
    let mut visited = HashSet::new();
    let mut queue = VecDeque::new();
    visited.insert(0);
    queue.push_back(0);
    while let Some(node) = queue.pop_front() {
        for &next in &links[node as usize] {
            if visited.insert(next) {
                queue.push_back(next);
            }
        }
    }
    visited.len()
}

fn spared(links: &Vec<Links>) -> usize {
    let mut visited = HashSet::new();
    let mut queue = VecDeque::new();
    visited.insert(0);
    queue.push_back(0);
    while let Some(node) = queue.pop_front() {
        for &next in &links[node as usize] {
            if visited.insert(next) {
                queue.push_back(next);
            }
        }
    }
    visited.len()
}

fn links(nodes: usize) -> Vec<Links> {
    let mut dice = Dice(77);
    (0..nodes).map(|_| std::array::from_fn(|_| dice.roll(nodes) as u32)).collect()
}

pub fn run() -> u64 {
    let (many, few) = (links(60_000), links(24));
    let mut sum = pays(black_box(&many));
    for _ in 0..1_000 {
        sum += spared(black_box(&few));
    }
    sum as u64
}
