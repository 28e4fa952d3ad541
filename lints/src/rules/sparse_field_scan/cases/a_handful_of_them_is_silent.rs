pub struct Lane {
    head: u64,
    slots: [u64; 24],
}

pub fn heads(lanes: &[Lane; 2]) -> u64 {
    let mut sum = 0;
    for lane in lanes {
        sum ^= lane.head;
    }
    sum + lanes[0].slots[0]
}
