pub type Queue = std::collections::LinkedList<u32>; //~ linked_list

pub fn sum(queue: &Queue) -> u32 {
    queue.iter().sum()
}

pub fn fill(numbers: &[u32]) -> Queue {
    let mut queue = Queue::new();
    for number in numbers {
        queue.push_back(*number);
    }
    queue
}
