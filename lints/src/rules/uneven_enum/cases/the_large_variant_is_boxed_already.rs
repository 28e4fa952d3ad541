enum Piece {
    Value(u64),
    Branch(Box<[u64; 60]>),
}

pub fn values(pieces: &[Piece]) -> u64 {
    let mut sum = 0;
    for piece in pieces {
        if let Piece::Value(value) = piece {
            sum += value;
        }
    }
    sum
}
