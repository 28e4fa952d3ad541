use std::collections::LinkedList;

pub fn reversed(numbers: &[u32]) -> Vec<u32> {
    let mut list = LinkedList::new(); //~ linked_list
    for number in numbers {
        list.push_front(*number);
    }
    list.into_iter().collect()
}
