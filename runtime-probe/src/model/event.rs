//! What a program did to memory, two words each: what a traced run writes, and the model reads.

/// One event of a thread.
///
/// The lower six bytes of the first word are an address. The upper two tell, for an access of up to 16 bytes, which bytes
/// from there on: as many ones as it has. Everything else has `MARK` in its address, where no program has a line, and its
/// kind above.
///
/// The second word is the place, the return address of the callback, with `STORE` if it writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Event {
    what: u64,
    place: u64,
}

super::memory::zeroed!(Event);

const ABOVE: u32 = 48;
const ADDRESS: u64 = (1 << ABOVE) - 1;
const MARK: u64 = 1 << 47;
const STORE: u64 = 1 << 63;
/// An access of 32 or 64 bytes: the kind is the size.
const WIDEST: u64 = 64;
/// The accesses that follow belong to another context.
const CONTEXT: u64 = 128;
/// The length of the bulk operation that follows.
const LENGTH: u64 = 129;
/// A bulk operation, of the length that came before.
const BULK: u64 = 130;
/// Memory was allocated, of the length that came before.
const ALLOCATED: u64 = 131;
/// The memory allocated next takes the place of this.
const REPLACED: u64 = 132;
/// Memory was given back.
const FREED: u64 = 133;
/// The access that follows is a sample, of a chain of callers.
const CALLED: u64 = 134;
/// Where the number of a chain is in the second word.
const CHAIN: u32 = 48;
/// A block that is given back has an address in it.
const POINTS: u64 = 135;
/// Bytes that one access of a bulk operation is taken to move: the vectors of the C library.
const VECTOR: u64 = 32;

/// What an event says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// An access.
    Access(Access),
    /// What follows is booked on this context.
    Context(u32),
    /// The bytes of the bulk operation that follows.
    Length(u64),
    /// Bytes read or written in bulk from this address on.
    Bulk(Access),
    /// As many bytes as came before were allocated at this address.
    Allocated {
        /// It.
        address: u64,
        /// Where they were asked for; 0 where that is not known.
        place: u64,
    },
    /// What is allocated next takes the place of what was allocated here.
    Replaced(u64),
    /// What was allocated at this address is given back.
    Freed(u64),
    /// The access that follows is a sample: of this first byte, by this place, which this chain of callers led to.
    Called {
        /// The first byte.
        address: u64,
        /// The place.
        place: CallSite,
        /// The chain's number.
        chain: u32,
    },
    /// What was allocated at one address has another in it.
    Points {
        /// The one.
        from: u64,
        /// The other.
        to: u64,
    },
}

/// Bytes read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The first byte.
    pub address: u64,
    /// How many; 0 in a bulk operation, whose length came before.
    pub size: u64,
    /// The place.
    pub place: CallSite,
}

/// The return address of a callback, and whether it is for stores: a callback is for the one or the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallSite(u64);

super::memory::zeroed!(CallSite);

impl CallSite {
    /// The return address.
    pub const fn address(self) -> u64 {
        self.0 & ADDRESS
    }

    /// Whether it writes.
    #[inline(always)]
    pub const fn is_store(self) -> bool {
        self.0 & STORE != 0
    }

    /// Itself with a context of less than 2¹⁵, in one word.
    #[inline(always)]
    pub(super) const fn within(self, context: u64) -> u64 {
        self.0 ^ context << ABOVE
    }
}

impl Event {
    /// An access of 2^`size` bytes, up to 64.
    #[inline(always)]
    pub const fn access(address: u64, size: u32, store: bool, place: u64) -> Self {
        let place = place & ADDRESS | (store as u64) << 63;
        let address = address & (MARK - 1);
        match size {
            ..=4 => Self { what: address | ((1 << (1 << size)) - 1) << ABOVE, place },
            5 => Self { what: address | MARK | 32 << ABOVE, place },
            _ => Self { what: address | MARK | WIDEST << ABOVE, place },
        }
    }

    /// What follows belongs to `context`.
    pub const fn context(context: u32) -> Self {
        Self { what: context as u64 | MARK | CONTEXT << ABOVE, place: 0 }
    }

    /// `length` bytes in bulk, if that is one access: see [`Event::accesses_of_bulk`].
    pub const fn short(address: u64, length: u64, store: bool, place: u64) -> Option<Self> {
        let place = place & ADDRESS | (store as u64) << 63;
        let address = address & (MARK - 1);
        match length {
            1..=16 => Some(Self { what: address | ((1 << length) - 1) << ABOVE, place }),
            17..=VECTOR => Some(Self { what: address | MARK | length << ABOVE, place }),
            _ => None,
        }
    }

    /// `length` bytes in bulk: two events, to be taken one after the other.
    pub const fn bulk(address: u64, length: u64, store: bool, place: u64) -> [Self; 2] {
        let place = place & ADDRESS | (store as u64) << 63;
        let bulk = Self { what: address & (MARK - 1) | MARK | BULK << ABOVE, place };
        [Self { what: length & (MARK - 1) | MARK | LENGTH << ABOVE, place: 0 }, bulk]
    }

    /// `size` bytes were allocated at `address`, asked for at `place` or 0: two events, to be taken one after the other.
    pub const fn allocated(address: u64, size: u64, place: u64) -> [Self; 2] {
        let size = Self { what: size & (MARK - 1) | MARK | LENGTH << ABOVE, place: 0 };
        [size, Self { what: address & (MARK - 1) | MARK | ALLOCATED << ABOVE, place: place & ADDRESS }]
    }

    /// What is allocated next takes the place of what was allocated at `address`, and its bytes.
    pub const fn replaced(address: u64) -> Self {
        Self { what: address & (MARK - 1) | MARK | REPLACED << ABOVE, place: 0 }
    }

    /// What was allocated at `address` is given back.
    pub const fn freed(address: u64) -> Self {
        Self { what: address & (MARK - 1) | MARK | FREED << ABOVE, place: 0 }
    }

    /// The access of `address` that follows, at `place`, is a sample: `chain` is the number of the chain of callers that led there, from 1
    /// to [`Event::MOST_CHAINS`].
    pub const fn called(address: u64, store: bool, place: u64, chain: u32) -> Self {
        let place = place & ADDRESS | (chain as u64 & Self::MOST_CHAINS as u64) << CHAIN | (store as u64) << 63;
        Self { what: address & (MARK - 1) | MARK | CALLED << ABOVE, place }
    }

    /// No chain has a higher number.
    pub const MOST_CHAINS: u32 = (1 << 15) - 1;

    /// What was allocated at `from` has the address `to` in it.
    pub const fn points(from: u64, to: u64) -> Self {
        Self { what: to & (MARK - 1) | MARK | POINTS << ABOVE, place: from & ADDRESS }
    }

    /// Its two words, of which the first has the address, or what stands for it, in the lower six bytes.
    #[inline(always)]
    pub(crate) const fn words(self) -> [u64; 2] {
        [self.what, self.place]
    }

    /// The event of two words.
    pub(crate) const fn from_words([what, place]: [u64; 2]) -> Self {
        Self { what, place }
    }

    /// Accesses that so many bytes in bulk are taken for.
    pub const fn accesses_of_bulk(length: u64) -> u64 {
        length.div_ceil(VECTOR)
    }

    /// The address of an access of up to 16 bytes; of all else an address that no program has.
    #[inline(always)]
    pub(super) const fn address(self) -> u64 {
        self.what & ADDRESS
    }

    /// One bit for each byte of an access of up to 16 bytes.
    #[inline(always)]
    pub(super) const fn bytes(self) -> u64 {
        self.what >> ABOVE
    }

    #[inline(always)]
    pub(super) const fn place(self) -> CallSite {
        CallSite(self.place)
    }

    /// Whether it is an access of up to 16 bytes, which nearly all events are.
    #[inline(always)]
    pub(super) const fn is_access(self) -> bool {
        self.what & MARK == 0
    }

    /// The access that it is, of up to 16 bytes.
    #[inline(always)]
    pub(super) const fn as_access(self) -> Option<Access> {
        if !self.is_access() {
            return None;
        }
        Some(Access { address: self.address(), size: self.bytes().trailing_ones() as u64, place: self.place() })
    }

    /// What it says.
    pub const fn said(self) -> Said {
        if let Some(access) = self.as_access() {
            return Said::Access(access);
        }
        let below = self.what & (MARK - 1);
        let access = Access { address: below, size: 0, place: self.place() };
        match self.bytes() {
            CONTEXT => Said::Context(below as u32),
            LENGTH => Said::Length(below),
            BULK => Said::Bulk(access),
            ALLOCATED => Said::Allocated { address: below, place: self.place().address() },
            REPLACED => Said::Replaced(below),
            FREED => Said::Freed(below),
            CALLED => Said::Called {
                address: below,
                place: CallSite(self.place & (ADDRESS | STORE)),
                chain: (self.place >> CHAIN) as u32 & Self::MOST_CHAINS,
            },
            POINTS => Said::Points { from: self.place().address(), to: below },
            size => Said::Access(Access { size: if size > WIDEST { WIDEST } else { size }, ..access }),
        }
    }
}
