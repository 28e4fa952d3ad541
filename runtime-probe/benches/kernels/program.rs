// One kernel per run: `program KERNEL REPETITIONS`. Prints the nanoseconds of the repetitions.
extern crate locality_probe as probe;

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let kernel = arguments.next().expect("a kernel");
    let repetitions = arguments.next().and_then(|text| text.parse().ok()).expect("repetitions");
    let mut random = Random(42);
    match kernel.as_str() {
        "row" => {
            let rows = rows();
            measure(repetitions, || by_row(black_box(&rows)));
        }
        "thread" => {
            let rows = rows();
            std::thread::scope(|scope| _ = scope.spawn(|| measure(repetitions, || by_row(black_box(&rows)))).join());
        }
        "column" => {
            let rows = rows();
            measure(repetitions, || by_column(black_box(&rows)));
        }
        "gather" => {
            let table: Vec<f64> = (0..4_000_000).map(f64::from).collect();
            let indices: Vec<u32> = (0..1_000_000).map(|_| random.below(table.len()) as u32).collect();
            measure(repetitions, || gather(black_box(&table), black_box(&indices)));
        }
        "chain" => {
            let nodes = chain(200_000, &mut random);
            measure(repetitions, || walk(black_box(&nodes)));
        }
        "map" => measure(repetitions, || scan(black_box(&fill(100_000)))),
        "scan" => {
            let map = fill(100_000);
            measure(repetitions, || scan(black_box(&map)));
        }
        "sort" => {
            let numbers: Vec<u64> = (0..200_000).map(|_| random.next()).collect();
            measure(repetitions, || sort(black_box(&numbers)));
        }
        "guards" => {
            let start = Instant::now();
            for _ in 0..10_000_000 {
                probe::leave(probe::enter(black_box(1)));
            }
            println!("{}", start.elapsed().as_nanos());
        }
        _ => panic!("no such kernel"),
    }
}

fn measure<R>(repetitions: u32, mut kernel: impl FnMut() -> R) {
    let start = Instant::now();
    let guard = probe::enter(1);
    for _ in 0..repetitions {
        black_box(kernel());
    }
    probe::leave(guard);
    println!("{}", start.elapsed().as_nanos());
}

fn rows() -> Vec<Vec<f64>> {
    (0..1000).map(|r| (0..1000).map(|c| f64::from(r * c)).collect()).collect()
}

#[inline(never)]
fn by_row(rows: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for r in 0..1000 {
        for c in 0..1000 {
            sum += rows[r][c];
        }
    }
    sum
}

#[inline(never)]
fn by_column(rows: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for c in 0..1000 {
        for r in 0..1000 {
            sum += rows[r][c];
        }
    }
    sum
}

#[inline(never)]
fn gather(table: &[f64], indices: &[u32]) -> f64 {
    indices.iter().map(|&index| table[index as usize]).sum()
}

struct Node {
    next: u32,
    value: u64,
    _rest: [u64; 6],
}

/// Nodes that are each other's successors in an order of its own.
fn chain(length: usize, random: &mut Random) -> Vec<Node> {
    let mut order: Vec<u32> = (0..length as u32).collect();
    for at in (1..length).rev() {
        order.swap(at, random.below(at + 1));
    }
    let mut nodes: Vec<Node> = (0..length).map(|at| Node { next: 0, value: at as u64, _rest: [0; 6] }).collect();
    for (nth, &at) in order.iter().enumerate() {
        nodes[at as usize].next = order[(nth + 1) % length];
    }
    nodes
}

#[inline(never)]
fn walk(nodes: &[Node]) -> u64 {
    let (mut at, mut sum) = (0, 0_u64);
    for _ in 0..nodes.len() {
        sum = sum.wrapping_add(nodes[at].value);
        at = nodes[at].next as usize;
    }
    sum
}

#[inline(never)]
fn fill(entries: u64) -> HashMap<u64, u64> {
    let mut map = HashMap::new();
    for key in 0..entries {
        map.insert(key, key * 3);
    }
    map
}

#[inline(never)]
fn scan(map: &HashMap<u64, u64>) -> u64 {
    map.iter().fold(0, |sum, (key, value)| sum ^ (key + value))
}

#[inline(never)]
fn sort(numbers: &[u64]) -> u64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}
