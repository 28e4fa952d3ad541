use std::collections::LinkedList;

trait Reducer<R> {
    fn reduce(self, left: R, right: R) -> R;
}

struct Appending;

impl<T> Reducer<LinkedList<T>> for Appending {
    fn reduce(self, mut left: LinkedList<T>, mut right: LinkedList<T>) -> LinkedList<T> {
        left.append(&mut right);
        left
    }
}

fn collect<T, R: Reducer<LinkedList<T>>>(chunks: Vec<T>, _: R) -> LinkedList<T> { //~ linked_list
    let mut list = LinkedList::new();
    for chunk in chunks {
        list.push_back(chunk);
    }
    list
}

fn length<T>(list: &LinkedList<Vec<T>>) -> usize {
    list.iter().map(Vec::len).sum()
}
