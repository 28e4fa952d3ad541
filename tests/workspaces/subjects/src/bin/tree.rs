use subjects::{table, Dice, LARGE, SMALL};

struct Node {
    at: u32,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

fn spared(node: &Node, weights: &[u64]) -> u64 {
    let mut sum = weights[node.at as usize];
    if let Some(left) = &node.left {
        sum += spared(left, weights);
    }
    if let Some(right) = &node.right {
        sum += spared(right, weights);
    }
    sum
}

fn pays(node: &Node, weights: &[u64]) -> u64 {
    let mut sum = weights[node.at as usize % weights.len()];
    if let Some(left) = &node.left {
        sum += pays(left, weights);
    }
    if let Some(right) = &node.right {
        sum += pays(right, weights);
    }
    sum
}

fn grow(count: usize) -> Node {
    let mut dice = Dice(77);
    let mut root = Node { at: LARGE as u32 / 4, left: None, right: None };
    for _ in 0..count {
        let at = dice.roll(LARGE / 2) as u32;
        let mut node = &mut root;
        loop {
            let next = if at < node.at { &mut node.left } else { &mut node.right };
            if next.is_none() {
                *next = Some(Box::new(Node { at, left: None, right: None }));
                break;
            }
            node = next.as_mut().unwrap();
        }
    }
    root
}

fn main() {
    let (large, small) = (table(LARGE), table(SMALL));
    let (few, many) = (grow(40), grow(20_000));
    let mut sum = 0u64;
    for turn in 0..1_000 {
        sum = sum.wrapping_add(spared(std::hint::black_box(&few), &large[turn * 61..]));
    }
    for _ in 0..10 {
        sum = sum.wrapping_add(pays(std::hint::black_box(&many), &small));
    }
    println!("{sum}");
}
