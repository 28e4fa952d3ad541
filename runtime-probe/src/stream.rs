//! Events as bytes: what a saved trace is made of.
//!
//! Programs repeat themselves: after a place comes the place that came after it last time, and it goes as far from where
//! it was last time as it went then. Where that holds an event is one byte. An [`Encoder`] and a [`Decoder`] that see the
//! same events in the same order agree on what to expect.
//!
//! An event is one of
//!
//! ```text
//! 1sssssss              the place expected, s (zigzag) further than expected; if s is 127, that comes as a number below
//! 00000000 ii iv n      the place known by number i (two bytes), n (zigzag) further than last time
//! 00000001 16 bytes     both words as they are: a place that was not known, or that does something else now
//! ```
//!
//! where numbers are in groups of seven bits, the lowest first, with the highest bit set in all but the last.

use crate::model::{Event, Memory, zeroed};

/// What is known of a place.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The event's words, of which the first has no address.
    place: u64,
    kind: u64,
    address: u64,
    stride: u64,
    /// Which slot's event came next.
    next: u64,
}

zeroed!(Slot);

const SLOTS: usize = 1 << 12;
const ADDRESS: u64 = (1 << 48) - 1;
const EXPECTED: u8 = 0x80;
/// A distance that does not fit beside it.
const FAR: u8 = 0x7f;
const KNOWN: u8 = 0;
const RAW: u8 = 1;
/// No event takes more bytes.
pub const LONGEST: usize = 17;

/// What encoder and decoder expect.
#[derive(Debug)]
struct State<'m> {
    slots: &'m mut [Slot],
    last: usize,
}

impl<'m> State<'m> {
    fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        Some(Self { slots: memory.zeroed(SLOTS)?, last: 0 })
    }

    fn expected(&self) -> usize {
        self.slots.get(self.last).map_or(0, |slot| slot.next as usize % SLOTS)
    }

    /// The event at `address` is that of slot `at`, whatever was known.
    fn learn(&mut self, at: usize, words: [u64; 2], known: bool) {
        let [what, place] = words;
        let (kind, address) = (what & !ADDRESS, what & ADDRESS);
        if let Some(before) = self.slots.get_mut(self.last) {
            before.next = at as u64;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            let stride = if known { address.wrapping_sub(slot.address) } else { 0 };
            *slot = Slot { place, kind, address, stride, next: slot.next };
        }
        self.last = at;
    }
}

/// Turns events into bytes.
#[derive(Debug)]
pub struct Encoder<'m>(State<'m>);

impl<'m> Encoder<'m> {
    /// An encoder that expects nothing; `None` without memory.
    pub fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        State::new(memory).map(Self)
    }

    /// Writes an event to the beginning of `out`; how many bytes.
    #[inline]
    pub fn put(&mut self, event: Event, out: &mut [u8; LONGEST]) -> usize {
        let [what, place] = event.words();
        let (kind, address) = (what & !ADDRESS, what & ADDRESS);
        let is = |slot: &Slot| slot.place == place && slot.kind == kind && slot.address != 0;
        let state = &mut self.0;
        let expected = state.expected();
        let slot = state.slots[expected];
        if is(&slot) {
            let off = zigzag(address.wrapping_sub(slot.address).wrapping_sub(slot.stride));
            state.learn(expected, [what, place], true);
            if off < u64::from(FAR) {
                out[0] = EXPECTED | off as u8;
                return 1;
            }
            out[0] = EXPECTED | FAR;
            return 1 + number(off, &mut out[1..]);
        }
        let at = hash(place, kind);
        let slot = state.slots[at];
        let known = is(&slot);
        state.learn(at, [what, place], known);
        if known {
            out[0] = KNOWN;
            out[1..3].copy_from_slice(&(at as u16).to_le_bytes());
            return 3 + number(zigzag(address.wrapping_sub(slot.address)), &mut out[3..]);
        }
        out[0] = RAW;
        out[1..9].copy_from_slice(&what.to_le_bytes());
        out[9..17].copy_from_slice(&place.to_le_bytes());
        17
    }
}

/// Turns bytes into events again.
#[derive(Debug)]
pub struct Decoder<'m>(State<'m>);

impl<'m> Decoder<'m> {
    /// A decoder that expects nothing; `None` without memory.
    pub fn new(memory: &mut impl Memory<'m>) -> Option<Self> {
        State::new(memory).map(Self)
    }

    /// Takes an event from the beginning of `bytes`; `None` when there is no whole one.
    pub fn take(&mut self, bytes: &mut &[u8]) -> Option<Event> {
        let state = &mut self.0;
        let (first, mut rest) = bytes.split_first()?;
        let (at, words, known) = match *first {
            first if first & EXPECTED != 0 => {
                let at = state.expected();
                let slot = state.slots[at];
                let off = match first & FAR {
                    FAR => take_number(&mut rest)?,
                    near => near.into(),
                };
                let address = slot.address.wrapping_add(slot.stride).wrapping_add(unzigzag(off)) & ADDRESS;
                (at, [slot.kind | address, slot.place], true)
            }
            KNOWN => {
                let (index, after) = rest.split_first_chunk::<2>()?;
                rest = after;
                let at = usize::from(u16::from_le_bytes(*index)) % SLOTS;
                let slot = state.slots[at];
                let address = slot.address.wrapping_add(unzigzag(take_number(&mut rest)?)) & ADDRESS;
                (at, [slot.kind | address, slot.place], true)
            }
            _ => {
                let (what, after) = rest.split_first_chunk::<8>()?;
                let (place, after) = after.split_first_chunk::<8>()?;
                rest = after;
                let words = [u64::from_le_bytes(*what), u64::from_le_bytes(*place)];
                (hash(words[1], words[0] & !ADDRESS), words, false)
            }
        };
        state.learn(at, words, known);
        *bytes = rest;
        Some(Event::from_words(words))
    }
}

fn hash(place: u64, kind: u64) -> usize {
    ((place ^ kind.rotate_left(7)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % SLOTS
}

fn zigzag(number: u64) -> u64 {
    number << 1 ^ ((number as i64) >> 63) as u64
}

fn unzigzag(number: u64) -> u64 {
    number >> 1 ^ (number & 1).wrapping_neg()
}

/// Writes a number in groups of seven bits; at most ten bytes.
fn number(mut number: u64, out: &mut [u8]) -> usize {
    for (nth, byte) in out.iter_mut().enumerate() {
        *byte = number as u8 & 0x7f;
        number >>= 7;
        if number == 0 {
            return nth + 1;
        }
        *byte |= 0x80;
    }
    out.len()
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for group in 0..10 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << (7 * group);
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
