//! What the accesses of traced code are that the trace does not see: to the stack, and gathered. Read from the instructions
//! around each sample.
use std::collections::BTreeSet;

use iced_x86::{Decoder, DecoderOptions, FlowControl, InstructionInfoFactory, OpAccess, Register, UsedMemory};

/// Accesses by what they are, weighed by how often they were met.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Mix {
    /// Relative to the stack pointer: spilled registers, calls, returns, and variables that live on the stack. Only the
    /// last are traced, and no instruction tells them from the first.
    pub(super) stack: f64,
    /// Elements of gathers and scatters.
    pub(super) gathered: f64,
    /// All others.
    pub(super) others: f64,
}

impl Mix {
    /// Adds the accesses of an instruction of this block, on average, for each of so many samples.
    pub(super) fn add(&mut self, block: &Block, samples: u64) {
        let weight = samples as f64 / f64::from(block.instructions.max(1));
        self.stack += weight * f64::from(block.stack);
        self.gathered += weight * f64::from(block.gathered);
        self.others += weight * f64::from(block.others);
    }

    /// The shares of the stack and of what is gathered; `None` where there was no access.
    pub(super) fn shares(&self) -> Option<(f64, f64)> {
        let all = self.stack + self.gathered + self.others;
        (all > 0.0).then(|| (self.stack / all, self.gathered / all))
    }
}

/// Instructions that run one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Address of the first, and the one after the last.
    start: u64,
    end: u64,
    instructions: u32,
    stack: u32,
    gathered: u32,
    others: u32,
}

/// The blocks of a function of x86-64 that lies at `address`, in order.
pub(super) fn blocks(code: &[u8], address: u64) -> Vec<Block> {
    let decoder = || Decoder::with_ip(64, code, address, DecoderOptions::NONE);
    let mut starts = BTreeSet::from([address]);
    for instruction in decoder() {
        match instruction.flow_control() {
            FlowControl::Next | FlowControl::Call | FlowControl::IndirectCall => continue,
            FlowControl::ConditionalBranch | FlowControl::UnconditionalBranch => {
                starts.insert(instruction.near_branch_target());
            }
            _ => {}
        }
        starts.insert(instruction.next_ip());
    }
    let mut about = InstructionInfoFactory::new();
    let mut blocks = Vec::<Block>::new();
    for instruction in decoder() {
        let at = instruction.ip();
        if starts.contains(&at) || blocks.is_empty() {
            blocks.push(Block { start: at, end: at, ..Block::default() });
        }
        let Some(block) = blocks.last_mut() else { continue };
        block.end = instruction.next_ip();
        block.instructions += 1;
        for memory in about.info(&instruction).used_memory() {
            let times = accesses(memory);
            if instruction.is_vsib() {
                block.gathered += times * elements(memory);
            } else if memory.base() == Register::RSP {
                block.stack += times;
            } else {
                block.others += times;
            }
        }
    }
    blocks
}

/// The block that an address lies in.
pub(super) fn block_at(blocks: &[Block], address: u64) -> Option<&Block> {
    let after = blocks.partition_point(|block| block.start <= address);
    blocks.get(after.checked_sub(1)?).filter(|block| address < block.end)
}

fn accesses(memory: &UsedMemory) -> u32 {
    match memory.access() {
        OpAccess::None | OpAccess::NoMemAccess => 0,
        OpAccess::ReadWrite | OpAccess::ReadCondWrite => 2,
        _ => 1,
    }
}

/// Of a gather: as many as there are indices.
fn elements(memory: &UsedMemory) -> u32 {
    let index = memory.index().size() as u32;
    index.checked_div(memory.vsib_size()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Block, Mix, block_at, blocks};

    /// push rbx; loop: mov rax, [rdi]; add [rsp+8], rax; vgatherdpd ymm1, [rdi+xmm2*8], ymm3; nop [rax]; lea rcx, [rsp];
    /// dec rsi; jne loop; pop rbx; ret
    const CODE: &[u8] = &[
        0x53, 0x48, 0x8b, 0x07, 0x48, 0x01, 0x44, 0x24, 0x08, 0xc4, 0xe2, 0xe5, 0x92, 0x0c, 0xd7, 0x0f, 0x1f, 0x00,
        0x48, 0x8d, 0x0c, 0x24, 0x48, 0xff, 0xce, 0x75, 0xe6, 0x5b, 0xc3,
    ];

    #[test]
    fn a_loop_is_a_block_and_its_accesses_are_told_apart() {
        let blocks = blocks(CODE, 0x1000);
        let block = |start: u64, end: u64, instructions, stack, gathered, others| Block {
            start: 0x1000 + start,
            end: 0x1000 + end,
            instructions,
            stack,
            gathered,
            others,
        };
        // What is pushed, what the loop does (a read and a write of the stack, four doubles, one load), popped and returned.
        assert_eq!(blocks, [block(0, 1, 1, 1, 0, 0), block(1, 27, 7, 2, 4, 1), block(27, 29, 2, 2, 0, 0)]);
        assert_eq!(block_at(&blocks, 0x1010), Some(&blocks[1]));
        assert_eq!((block_at(&blocks, 0xfff), block_at(&blocks, 0x101d)), (None, None));
    }

    #[test]
    fn shares_are_weighed_by_samples() {
        let blocks = blocks(CODE, 0);
        let mut mix = Mix::default();
        assert_eq!(mix.shares(), None);
        mix.add(&blocks[1], 70);
        assert_eq!(mix.shares(), Some((2.0 / 7.0, 4.0 / 7.0)));
        // Ten samples an instruction there, thirty here.
        mix.add(&blocks[2], 60);
        assert_eq!(mix.shares(), Some(((20.0 + 60.0) / 130.0, 40.0 / 130.0)));
    }

    #[test]
    fn bytes_that_are_no_code_do_no_harm() {
        for seed in 0..200_u32 {
            let bytes = (0..97_u32).map(|at| (at.wrapping_mul(2_654_435_761).wrapping_add(seed * 40_503) >> 13) as u8);
            let bytes = bytes.collect::<Vec<_>>();
            let blocks = blocks(&bytes, u64::MAX - 50);
            assert!(blocks.len() <= bytes.len());
        }
        assert_eq!(blocks(&[], 5), []);
    }
}
