use std::collections::VecDeque;

fn make(numbers: &[u32]) -> VecDeque<u32> {
    let mut list = VecDeque::new();
    for number in numbers {
        list.push_front(*number);
    }
    list
}

// One cause with both lists that are handed in: a label of theirs.
fn sum(list: &VecDeque<u32>) -> u32 {
    list.iter().sum()
}

pub fn run(numbers: &[u32]) -> u32 {
    let typed: VecDeque<u32> = VecDeque::new();
    sum(&typed) + sum(&make(numbers))
}
