//! Lines that came into an L1, on their way to the levels below.

/// A line that came in, or that another context than before touches.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Miss {
    /// An address in the line.
    pub(super) address: u64,
    /// On whose account it came in, and the part of it.
    pub(super) account: u32,
    pub(super) part: u32,
    /// Who touched it.
    pub(super) context: u32,
    /// The entry of its page: see [`Groups::entry`](super::groups::Groups::entry).
    pub(super) page: u32,
    /// The core had it until another wrote to it.
    pub(super) transferred: bool,
    /// It was there: only the context did not touch it before.
    pub(super) was_there: bool,
    /// It is no line at all: see [`Miss::block`].
    pub(super) is_block: bool,
}

impl Miss {
    /// A block of memory of so many bytes and a group that comes, or stays where it was with another size, or, of none, that goes. It
    /// takes its turn among the lines.
    pub(super) fn block(address: u64, size: u64, group: u32, stays: bool) -> Self {
        let (account, page) = (size as u32, (size >> 32) as u32);
        Self {
            address,
            account,
            part: group,
            page,
            transferred: stays,
            was_there: true,
            is_block: true,
            ..Self::default()
        }
    }

    /// The bytes of such a block.
    pub(super) fn block_size(&self) -> u64 {
        u64::from(self.page) << 32 | u64::from(self.account)
    }
}

/// Misses that are settled together. What the levels below keep of a line is as large as a real cache, and seldom at hand:
/// it is fetched while others are settled. Nothing above depends on what they find, so the order of things at each level is
/// as if nobody had waited.
#[derive(Debug)]
pub struct Misses {
    all: [Miss; MOST],
    count: usize,
}

const MOST: usize = 128;

impl Misses {
    /// None.
    pub const fn new() -> Self {
        Self {
            all: [const {
                Miss {
                    address: 0,
                    account: 0,
                    part: 0,
                    context: 0,
                    page: 0,
                    transferred: false,
                    was_there: false,
                    is_block: false,
                }
            }; MOST],
            count: 0,
        }
    }

    /// Whether there is no room for two more, which is what an event comes to at most.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.count + 2 > MOST
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds one, for which there is room.
    #[inline(always)]
    pub(super) fn push(&mut self, miss: Miss) {
        if let Some(next) = self.all.get_mut(self.count) {
            *next = miss;
            self.count += 1;
        }
    }

    /// All there are, which leave.
    #[inline(always)]
    pub(super) fn take(&mut self) -> &[Miss] {
        let count = std::mem::take(&mut self.count);
        self.all.get(..count).unwrap_or_default()
    }
}

impl Default for Misses {
    fn default() -> Self {
        Self::new()
    }
}
