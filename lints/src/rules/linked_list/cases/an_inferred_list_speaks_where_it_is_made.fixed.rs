use std::collections::VecDeque;

pub fn reversed(numbers: &[u32]) -> Vec<u32> {
    let mut list = VecDeque::new();
    for number in numbers {
        list.push_front(*number);
    }
    list.into_iter().collect()
}
