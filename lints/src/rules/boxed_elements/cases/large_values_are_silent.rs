pub(crate) struct Block {
    bytes: [u8; 8192],
}

pub(crate) fn sum(blocks: &[Box<Block>]) -> u64 {
    let mut sum = 0;
    for block in blocks {
        sum += u64::from(block.bytes[0]);
    }
    sum
}
