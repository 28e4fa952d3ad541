//! Sixteen ways looked at together.

/// Ways of a row.
pub(super) const LANES: usize = 16;

pub(super) use wide::equal;
pub(crate) use wide::fetch;

/// The first lane that has the least word, and the word.
#[inline(always)]
pub(super) fn least(words: &[u32; LANES]) -> (usize, u32) {
    let mut least = u32::MAX;
    let mut lane = 0;
    while lane < LANES {
        least = if words[lane] < least { words[lane] } else { least };
        lane += 1;
    }
    (equal(words, least).trailing_zeros() as usize % LANES, least)
}

/// Lane by lane the greater of both.
#[inline(always)]
pub(super) fn widest(one: &[u32; LANES], other: &[u32; LANES]) -> [u32; LANES] {
    std::array::from_fn(|lane| if one[lane] > other[lane] { one[lane] } else { other[lane] })
}

/// SSE2, which every x86-64 processor has: written out, for the compiler makes scalar code of the loop.
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "vector loads take pointers")]
mod wide {
    use std::arch::x86_64::*;

    use super::LANES;

    /// The lanes that hold `word`, by bit.
    #[inline(always)]
    pub(in crate::model) fn equal(words: &[u32; LANES], word: u32) -> u32 {
        // SAFETY: the four loads of 16 bytes are the 64 bytes of the array.
        unsafe {
            let wanted = _mm_set1_epi32(word as i32);
            let from = words.as_ptr().cast::<__m128i>();
            let equal = |nth: usize| _mm_cmpeq_epi32(_mm_loadu_si128(from.add(nth)), wanted);
            let (low, high) = (_mm_packs_epi32(equal(0), equal(1)), _mm_packs_epi32(equal(2), equal(3)));
            _mm_movemask_epi8(_mm_packs_epi16(low, high)) as u32
        }
    }

    /// Asks for the line of `what`, which need not be there.
    #[inline(always)]
    pub(crate) fn fetch<T>(what: *const T) {
        // SAFETY: a hint, which never faults.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(what.cast()) };
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod wide {
    use super::LANES;

    /// The lanes that hold `word`, by bit.
    #[inline(always)]
    pub(in crate::model) fn equal(words: &[u32; LANES], word: u32) -> u32 {
        words.iter().enumerate().fold(0, |found, (lane, held)| found | u32::from(*held == word) << lane)
    }

    /// Asks for the line of `what`: left to the processor.
    #[inline(always)]
    pub(crate) fn fetch<T>(_: *const T) {}
}
