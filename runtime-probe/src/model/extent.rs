//! How far the C library reads what it compares or searches: up to the answer, in the pieces that it takes at a time.

/// Bytes of a vector of the C library's, in which it compares from the start of both.
const VECTOR: usize = 32;

/// What comparing two stretches of bytes comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Below 0 where the first is less, above 0 where it is greater, else 0.
    pub order: i32,
    /// Bytes of each that are read: with the vector that the first difference is in, and none behind it.
    pub read: usize,
}

/// Compares as `memcmp` does; of stretches of unequal length the shorter one's.
pub fn compared(one: &[u8], other: &[u8]) -> Compared {
    let length = one.len().min(other.len());
    let at = first_difference(one, other);
    let byte = |of: &[u8]| at.and_then(|at| of.get(at)).map_or(0, |byte| i32::from(*byte));
    let read = at.map_or(length, |at| length.min((at / VECTOR + 1) * VECTOR));
    Compared { order: byte(one) - byte(other), read }
}

/// The first byte in which they differ.
fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    let (ones, _) = one.as_chunks::<8>();
    let (others, _) = other.as_chunks::<8>();
    let mut at = 0;
    for (one, other) in ones.iter().zip(others) {
        // The lowest byte of a little-endian number is the first one.
        let differs = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        if differs != 0 {
            return Some(at + differs.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let mut behind = one.get(at..)?.iter().zip(other.get(at..)?);
    behind.position(|(one, other)| one != other).map(|behind| at + behind)
}

/// Which of `length` bytes a search reads, from which on and how many: from the front up to what was found, or from the back
/// down to it, or all.
pub fn searched(length: usize, found: Option<usize>, backwards: bool) -> (usize, usize) {
    match found {
        None => (0, length),
        Some(at) if backwards => (at, length.saturating_sub(at)),
        Some(at) => (0, length.min(at + 1)),
    }
}
