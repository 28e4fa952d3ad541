use crate::dice::Dice;
use std::hint::black_box;

struct Graph {
    targets: Vec<usize>,
    weights: Vec<u8>,
}

fn pays(graph: &Graph) -> u64 {
    let mut sum = 0;
    for &target in &graph.targets {
        sum += u64::from(graph.weights[target]);
    }
    sum
}

fn spared(graph: &Graph) -> u64 {
    let mut sum = 0;
    for &target in &graph.targets {
        sum += u64::from(graph.weights[target]);
    }
    sum
}

fn graph(nodes: usize) -> Graph {
    let mut dice = Dice(77);
    let mut graph = Graph { targets: Vec::new(), weights: Vec::new() };
    for node in 0..nodes {
        graph.weights.push(node as u8);
        for _ in 0..4 {
            graph.targets.push((node + dice.roll(64)) % nodes);
        }
    }
    graph
}

pub fn run() -> u64 {
    let (large, small) = (graph(50_000), graph(40));
    let mut sum = 0;
    for _ in 0..3 {
        sum += pays(black_box(&large));
    }
    for _ in 0..5_000 {
        sum += spared(black_box(&small));
    }
    sum
}
