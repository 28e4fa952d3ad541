use crate::dice::Dice;
use std::hint::black_box;

enum Piece {
    Text(u32, u32),
    Value(u64),
    Branch([u64; 24]),
}

fn pays(pieces: &Vec<Piece>) -> u64 {
    let mut sum = 0;
    for piece in pieces {
        sum ^= match piece {
            Piece::Text(from, length) => u64::from(*from ^ *length),
            Piece::Value(value) => *value,
            Piece::Branch(branch) => branch[3],
        };
    }
    sum
}

fn spared(pieces: &Vec<Piece>) -> u64 {
    let mut sum = 0;
    for piece in pieces {
        sum ^= match piece {
            Piece::Text(from, length) => u64::from(*from ^ *length),
            Piece::Value(value) => *value,
            Piece::Branch(branch) => branch[3],
        };
    }
    sum
}

fn pieces(count: usize) -> Vec<Piece> {
    let piece = |&at: &u64| match at % 100 {
        0..=1 => Piece::Branch([at; 24]),
        2..=49 => Piece::Value(at),
        _ => Piece::Text(at as u32, (at >> 20) as u32),
    };
    Dice(77).numbers(count).iter().map(piece).collect()
}

pub fn run() -> u64 {
    let (many, few) = (pieces(8_000), pieces(12));
    let mut sum = 0;
    for _ in 0..4 {
        sum ^= pays(black_box(&many));
    }
    for _ in 0..10_000 {
        sum ^= spared(black_box(&few));
    }
    sum
}
