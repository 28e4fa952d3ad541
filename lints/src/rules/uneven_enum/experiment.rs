// Pieces of a template, of which one in fifty is a branch: the branch inline, and in a box.

/// `n` seeded numbers.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// A branch is as large as it is.
pub mod before {
    /// A piece of a template.
    pub enum Piece {
        /// From, length.
        Text(u32, u32),
        /// A value.
        Value(u64),
        /// Both ways.
        Branch([u64; 24]),
    }

    /// One piece for each item.
    pub fn build(items: &[u64]) -> Vec<Piece> {
        items
            .iter()
            .map(|&item| match item % 100 {
                0..=1 => Piece::Branch([item; 24]),
                2..=49 => Piece::Value(item),
                _ => Piece::Text(item as u32, (item >> 32) as u32),
            })
            .collect()
    }

    /// A checksum of all pieces.
    pub fn run(pieces: &Vec<Piece>) -> u64 {
        let mut sum = 0u64;
        for piece in pieces {
            sum = sum.wrapping_add(match piece {
                Piece::Text(from, length) => u64::from(*from ^ *length),
                Piece::Value(value) => *value,
                Piece::Branch(branch) => branch[3],
            });
        }
        sum
    }
}

/// A branch is behind a pointer.
pub mod after {
    /// A piece of a template.
    pub enum Piece {
        /// From, length.
        Text(u32, u32),
        /// A value.
        Value(u64),
        /// Both ways.
        Branch(Box<[u64; 24]>),
    }

    /// One piece for each item.
    pub fn build(items: &[u64]) -> Vec<Piece> {
        items
            .iter()
            .map(|&item| match item % 100 {
                0..=1 => Piece::Branch(Box::new([item; 24])),
                2..=49 => Piece::Value(item),
                _ => Piece::Text(item as u32, (item >> 32) as u32),
            })
            .collect()
    }

    /// A checksum of all pieces.
    pub fn run(pieces: &Vec<Piece>) -> u64 {
        let mut sum = 0u64;
        for piece in pieces {
            sum = sum.wrapping_add(match piece {
                Piece::Text(from, length) => u64::from(*from ^ *length),
                Piece::Value(value) => *value,
                Piece::Branch(branch) => branch[3],
            });
        }
        sum
    }
}
