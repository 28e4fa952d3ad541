use std::collections::LinkedList;

pub fn cut(mut list: LinkedList<u32>, at: usize) -> u32 { //~ linked_list
    let rest = list.split_off(at);
    rest.iter().sum()
}
