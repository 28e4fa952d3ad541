use std::collections::LinkedList;

fn make(numbers: &[u32]) -> LinkedList<u32> { //~ linked_list
    let mut list = LinkedList::new();
    for number in numbers {
        list.push_front(*number);
    }
    list
}

// One cause with both lists that are handed in: a label of theirs.
fn sum(list: &LinkedList<u32>) -> u32 {
    list.iter().sum()
}

pub fn run(numbers: &[u32]) -> u32 {
    let typed: LinkedList<u32> = LinkedList::new(); //~ linked_list
    sum(&typed) + sum(&make(numbers))
}
