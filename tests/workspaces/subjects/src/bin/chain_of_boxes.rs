struct Big {
    rest: [u64; 128],
}

struct Node {
    at: u64,
    big: Box<Big>,
    next: Option<Box<Node>>,
}

struct Chain(Option<Box<Node>>);

impl Drop for Chain {
    fn drop(&mut self) {
        let mut at = self.0.take();
        while let Some(mut node) = at {
            at = node.next.take();
        }
    }
}

fn payload(chain: &Chain) -> u64 {
    let mut sum = 0;
    let mut at = chain.0.as_deref();
    while let Some(node) = at {
        sum += node.big.rest[7]
            + node.big.rest[95]
            + node.big.rest[31]
            + node.big.rest[63]
            + node.big.rest[111]
            + node.big.rest[15]
            + node.big.rest[47]
            + node.big.rest[79]
            + node.big.rest[127]
            + node.big.rest[55]
            + node.big.rest[23]
            + node.big.rest[87]
            + node.big.rest[39];
        at = node.next.as_deref();
    }
    sum
}

fn pays(chain: &Chain) -> u64 {
    let mut sum = 0;
    let mut at = chain.0.as_deref();
    while let Some(node) = at {
        sum += node.at;
        at = node.next.as_deref();
    }
    sum
}

fn chain(length: u64) -> Chain {
    let mut chain = Chain(None);
    for at in 0..length {
        let big = Box::new(Big { rest: [at; 128] });
        chain.0 = Some(Box::new(Node { at, big, next: chain.0.take() }));
    }
    chain
}

fn main() {
    let (few, many) = (chain(600), chain(8_000));
    let mut sum = 0u64;
    for _ in 0..20 {
        sum = sum.wrapping_add(payload(std::hint::black_box(&few)));
        sum = sum.wrapping_add(pays(std::hint::black_box(&many)));
    }
    println!("{sum}");
}
