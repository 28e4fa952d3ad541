pub struct Directive {
    condition: [u64; 20],
    yes: [u64; 20],
}

enum Piece { //~ uneven_enum
    Text { from: u32, len: u32 },
    Value(u64),
    Branch(Directive),
}

fn length(pieces: &[Piece]) -> u64 {
    let mut sum = 0;
    for piece in pieces {
        sum += match piece {
            Piece::Text { from, len } => (*len + (*from & 1)) as u64,
            Piece::Value(value) => value % 20,
            Piece::Branch(branch) => branch.condition[3] % 7 + branch.yes[1],
        };
    }
    sum
}

pub fn total(count: u64) -> u64 {
    let pieces: Vec<Piece> = (0..count)
        .map(|at| if at % 2 == 0 { Piece::Value(at) } else { Piece::Text { from: 0, len: at as u32 } })
        .collect();
    let mut sum = 0;
    for _ in 0..1000 {
        sum += length(&pieces);
    }
    sum
}
