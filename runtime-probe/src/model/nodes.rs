//! The memory node of each page: that of the core which touched it first, as operating systems place pages by default.

use super::Memory;

/// Pages and their nodes.
#[derive(Debug)]
pub(super) struct Nodes<'m> {
    /// Open addressing: page number plus one in the lower 58 bits, the node above; 0 is empty.
    table: &'m mut [u64],
    held: usize,
    nodes: u32,
}

const NODE: u32 = 58;
const PAGE: u64 = (1 << NODE) - 1;
const FIRST_SLOTS: usize = 4096;

impl<'m> Nodes<'m> {
    /// No page has a node yet; `None` when there is no memory for the table.
    pub(super) fn new(nodes: u32, memory: &mut impl Memory<'m>) -> Option<Self> {
        Some(Self { table: memory.zeroed(FIRST_SLOTS)?, held: 0, nodes: nodes.clamp(1, 64) })
    }

    /// The node of a core: they take turns.
    #[inline]
    pub(super) fn of_core(&self, core: usize) -> u32 {
        core as u32 % self.nodes
    }

    /// Whether there is more than one.
    #[inline]
    pub(super) fn are_several(&self) -> bool {
        self.nodes > 1
    }

    /// The node of a page, which is `node` if nobody touched it before.
    pub(super) fn home(&mut self, page: u64, node: u32, memory: &mut impl Memory<'m>) -> u32 {
        let wanted = (page + 1) & PAGE;
        let mut at = hash(wanted);
        loop {
            match self.table[at & (self.table.len() - 1)] {
                0 => break,
                held if held & PAGE == wanted => return (held >> NODE) as u32,
                _ => at += 1,
            }
        }
        if self.held * 2 >= self.table.len() {
            let Some(wider) = memory.zeroed(self.table.len() * 2) else { return node };
            for held in std::mem::replace(&mut self.table, wider).iter().filter(|held| **held != 0) {
                insert(self.table, *held);
            }
        }
        insert(self.table, wanted | u64::from(node) << NODE);
        self.held += 1;
        node
    }
}

fn insert(table: &mut [u64], held: u64) {
    let mask = table.len() - 1;
    let mut at = hash(held & PAGE);
    while table[at & mask] != 0 {
        at += 1;
    }
    table[at & mask] = held;
}

#[inline(always)]
fn hash(page: u64) -> usize {
    (page.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
