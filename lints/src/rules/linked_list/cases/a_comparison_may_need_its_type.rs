use std::collections::LinkedList;

pub fn same(list: &LinkedList<u32>, numbers: &[u32]) -> bool { //~ linked_list
    *list == numbers.iter().copied().collect()
}
