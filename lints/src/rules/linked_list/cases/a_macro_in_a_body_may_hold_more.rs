use std::collections::LinkedList;

fn lengths(words: &[String]) -> usize {
    let mut lengths: LinkedList<usize> = LinkedList::new(); //~ linked_list
    for word in words {
        lengths.push_back(word.len());
    }
    lengths.iter().sum()
}

fn others() -> usize {
    collected!(LinkedList => 1, 2, 3)
}
