//! What a program did to memory, two words each: what a traced run writes, and the model reads.

/// One event of a thread.
///
/// The upper byte of the first word says what it is: an access of 2ⁿ bytes (n from 0 to 6) at the address in the lower
/// seven bytes, with the highest bit set if it writes; or one of the marks below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Event {
    what: u64,
    /// The place: the return address of the callback.
    place: u64,
}

super::memory::zeroed!(Event);

const STORE: u64 = 1 << 63;
const KIND: u32 = 56;
const ADDRESS: u64 = (1 << KIND) - 1;
/// The accesses that follow belong to another context.
const CONTEXT: u64 = 8;
/// The length of the bulk operation that follows.
const LENGTH: u64 = 9;
/// A bulk operation, of the length that came before.
const BULK: u64 = 10;

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
}

/// Bytes read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The first byte.
    pub address: u64,
    /// How many; 0 in a bulk operation, whose length came before.
    pub size: u64,
    /// Whether they are written.
    pub store: bool,
    /// The return address of the callback.
    pub place: u64,
}

impl Event {
    /// An access of 2^`size` bytes.
    #[inline(always)]
    pub const fn access(address: u64, size: u32, store: bool, place: u64) -> Self {
        Self { what: address & ADDRESS | (size as u64) << KIND | (store as u64) << 63, place }
    }

    /// What follows belongs to `context`.
    pub const fn context(context: u32) -> Self {
        Self { what: context as u64 | CONTEXT << KIND, place: 0 }
    }

    /// `length` bytes in bulk: two events, to be taken one after the other.
    pub const fn bulk(address: u64, length: u64, store: bool, place: u64) -> [Self; 2] {
        let bulk = Self { what: address & ADDRESS | BULK << KIND | (store as u64) << 63, place };
        [Self { what: length & ADDRESS | LENGTH << KIND, place: 0 }, bulk]
    }

    /// Accesses that so many bytes in bulk are taken for.
    pub const fn accesses_of_bulk(length: u64) -> u64 {
        length.div_ceil(VECTOR)
    }

    /// Whether it is an access, of the size `1 << self.size()`.
    #[inline(always)]
    pub(super) const fn is_access(self) -> bool {
        self.what >> KIND & 0x78 == 0
    }

    #[inline(always)]
    pub(super) const fn address(self) -> u64 {
        self.what & ADDRESS
    }

    #[inline(always)]
    pub(super) const fn size(self) -> u64 {
        1 << (self.what >> KIND & 7)
    }

    #[inline(always)]
    pub(super) const fn is_store(self) -> bool {
        self.what & STORE != 0
    }

    #[inline(always)]
    pub(super) const fn place(self) -> u64 {
        self.place
    }

    /// What it says.
    pub const fn said(self) -> Said {
        let access = Access { address: self.address(), size: 0, store: self.is_store(), place: self.place };
        match self.what >> KIND & 0x7f {
            CONTEXT => Said::Context(self.what as u32),
            LENGTH => Said::Length(self.address()),
            BULK => Said::Bulk(access),
            _ => Said::Access(Access { size: self.size(), ..access }),
        }
    }
}
