use subjects::{Dice, LARGE};

struct Big {
    height: u64,
    rest: [u64; 127],
}

struct Node {
    at: u32,
    big: Box<Big>,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

fn payload(node: &Node) -> u64 {
    let mut sum = node.big.height
        + node.big.rest[7]
        + node.big.rest[15]
        + node.big.rest[31]
        + node.big.rest[63]
        + node.big.rest[71]
        + node.big.rest[87]
        + node.big.rest[95]
        + node.big.rest[39]
        + node.big.rest[47]
        + node.big.rest[103]
        + node.big.rest[55]
        + node.big.rest[79]
        + node.big.rest[111]
        + node.big.rest[119];
    if let Some(left) = &node.left {
        sum += payload(left);
    }
    if let Some(right) = &node.right {
        sum += payload(right);
    }
    sum
}

fn pays(node: &Node) -> u64 {
    let mut sum = u64::from(node.at);
    if let Some(left) = &node.left {
        sum += pays(left);
    }
    if let Some(right) = &node.right {
        sum += pays(right);
    }
    sum
}

fn grow(count: usize) -> Node {
    let mut dice = Dice(77);
    let big = |at: u32| Box::new(Big { height: at.into(), rest: [3; 127] });
    let mut root = Node { at: LARGE as u32 / 4, big: big(1), left: None, right: None };
    for _ in 0..count {
        let at = dice.roll(LARGE / 2) as u32;
        let mut node = &mut root;
        loop {
            let next = if at < node.at { &mut node.left } else { &mut node.right };
            if next.is_none() {
                *next = Some(Box::new(Node { at, big: big(at), left: None, right: None }));
                break;
            }
            node = next.as_mut().unwrap();
        }
    }
    root
}

fn main() {
    let (few, many) = (grow(1_000), grow(6_000));
    let mut sum = 0u64;
    for _ in 0..20 {
        sum = sum.wrapping_add(payload(std::hint::black_box(&few)));
        sum = sum.wrapping_add(pays(std::hint::black_box(&many)));
    }
    println!("{sum}");
}
