pub struct Item {
    value: u64,
    left: Option<Box<Item>>,
    right: Option<Box<Item>>,
}

pub fn total(starts: &[Item]) -> u64 {
    let mut sum = 0;
    for start in starts {
        let mut at = Some(start);
        while let Some(item) = at { //~ pointer_chase
            sum += item.value;
            at = item.right.as_deref();
        }
    }
    sum
}

pub fn longest(starts: &[Item]) -> u64 {
    let mut longest = 0;
    for start in starts {
        let mut at = start.left.as_deref();
        let mut length = 0;
        while let Some(item) = at { //~ pointer_chase
            length += 1;
            at = item.left.as_deref();
        }
        longest = longest.max(length);
    }
    longest
}
