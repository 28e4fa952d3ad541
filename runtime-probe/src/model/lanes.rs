//! Twelve ways looked at together: as many as have tags and ages in one cache line of the machine we run on.

/// Ways of a row.
pub(super) const LANES: usize = 12;

/// The ages of a row; those beyond the lanes are nobody's.
pub(super) const AGES: usize = 16;

pub(super) use wide::{equal_bytes, equal_words, fetch, grown_older};

/// SSE2, which every x86-64 processor has: written out, for the compiler makes scalar code of the loops.
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "vector loads and stores take pointers")]
mod wide {
    use std::arch::x86_64::*;

    use super::{AGES, LANES};

    /// The lanes that hold `word`, by bit.
    #[inline(always)]
    pub(in crate::model) fn equal_words(words: &[u32; LANES], word: u32) -> u32 {
        // SAFETY: the three loads of 16 bytes are the 48 bytes of the array.
        unsafe {
            let wanted = _mm_set1_epi32(word as i32);
            let from = words.as_ptr().cast::<__m128i>();
            let equal = |nth: usize| _mm_cmpeq_epi32(_mm_loadu_si128(from.add(nth)), wanted);
            let (low, high) = (_mm_packs_epi32(equal(0), equal(1)), _mm_packs_epi32(equal(2), _mm_setzero_si128()));
            _mm_movemask_epi8(_mm_packs_epi16(low, high)) as u32
        }
    }

    /// The lanes whose byte, exclusive-or its number counted from `first`, is `byte`, by bit.
    #[inline(always)]
    pub(in crate::model) fn equal_bytes(bytes: &[u8; AGES], first: u8, byte: u8) -> u32 {
        // SAFETY: the load is the 16 bytes of the array.
        unsafe {
            let held = _mm_xor_si128(_mm_loadu_si128(bytes.as_ptr().cast()), numbers(first));
            _mm_movemask_epi8(_mm_cmpeq_epi8(held, _mm_set1_epi8(byte as i8))) as u32 & ((1 << LANES) - 1)
        }
    }

    /// The same bytes, those below `limit` (as they are after the exclusive-or) one more. All are below 128 or not in use.
    #[inline(always)]
    pub(in crate::model) fn grown_older(bytes: &[u8; AGES], first: u8, limit: u8) -> [u8; AGES] {
        let mut grown = [0; AGES];
        // SAFETY: load and store are the 16 bytes of an array each.
        unsafe {
            let numbers = numbers(first);
            let held = _mm_xor_si128(_mm_loadu_si128(bytes.as_ptr().cast()), numbers);
            // A comparison that holds is −1 in its lane.
            let older = _mm_sub_epi8(held, _mm_cmplt_epi8(held, _mm_set1_epi8(limit as i8)));
            _mm_storeu_si128(grown.as_mut_ptr().cast(), _mm_xor_si128(older, numbers));
        }
        grown
    }

    /// Brings what is at an address nearer, if there is anything.
    #[inline(always)]
    pub(in crate::model) fn fetch(address: usize) {
        // SAFETY: a hint, which never faults.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::without_provenance(address)) };
    }

    #[inline(always)]
    fn numbers(first: u8) -> __m128i {
        // SAFETY: SSE2 is there.
        unsafe {
            _mm_add_epi8(
                _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
                _mm_set1_epi8(first as i8),
            )
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod wide {
    use super::{AGES, LANES};

    /// Brings what is at an address nearer: left to the processor.
    pub(in crate::model) fn fetch(_: usize) {}

    /// The lanes that hold `word`, by bit.
    #[inline(always)]
    pub(in crate::model) fn equal_words(words: &[u32; LANES], word: u32) -> u32 {
        words.iter().enumerate().fold(0, |found, (lane, held)| found | u32::from(*held == word) << lane)
    }

    /// The lanes whose byte, exclusive-or its number counted from `first`, is `byte`, by bit.
    #[inline(always)]
    pub(in crate::model) fn equal_bytes(bytes: &[u8; AGES], first: u8, byte: u8) -> u32 {
        let of = |lane: usize, held: u8| held ^ (first + lane as u8);
        let lanes = bytes.iter().take(LANES).enumerate();
        lanes.fold(0, |found, (lane, held)| found | u32::from(of(lane, *held) == byte) << lane)
    }

    /// The same bytes, those below `limit` (as they are after the exclusive-or) one more.
    #[inline(always)]
    pub(in crate::model) fn grown_older(bytes: &[u8; AGES], first: u8, limit: u8) -> [u8; AGES] {
        let mut grown = *bytes;
        for (lane, held) in grown.iter_mut().enumerate() {
            let number = first + lane as u8;
            let own = *held ^ number;
            *held = (own + u8::from(own < limit)) ^ number;
        }
        grown
    }
}
