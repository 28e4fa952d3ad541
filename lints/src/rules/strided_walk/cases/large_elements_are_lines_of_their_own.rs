#[derive(Clone, Copy)]
pub struct Block([u8; 64]);

pub fn first(blocks: &[Block], count: usize, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for at in 0..count {
            sum += u64::from(blocks[at].0[0]);
        }
    }
    sum
}
