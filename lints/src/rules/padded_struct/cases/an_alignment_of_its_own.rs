#[repr(C, align(16))]
struct Lane { //~ padded_struct
    on: bool,
    low: u64,
    dirty: bool,
    high: u64,
    age: u8,
}

pub fn sum(count: usize) -> u64 {
    let mut lanes = Vec::new();
    for number in 0..count {
        lanes.push(Lane { on: true, low: number as u64, dirty: false, high: 1, age: 0 });
    }
    lanes.iter().filter(|lane| lane.on && !lane.dirty && lane.age == 0).map(|lane| lane.low + lane.high).sum()
}
