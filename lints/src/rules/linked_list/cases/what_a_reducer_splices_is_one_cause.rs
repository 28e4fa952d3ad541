use std::collections::LinkedList;

fn one(chunk: Vec<u32>) -> LinkedList<Vec<u32>> { //~ linked_list
    let mut list = LinkedList::new();
    list.push_back(chunk);
    list
}

fn append(mut a: LinkedList<Vec<u32>>, mut b: LinkedList<Vec<u32>>) -> LinkedList<Vec<u32>> {
    a.append(&mut b);
    a
}

pub fn gather(chunks: Vec<Vec<u32>>) -> Vec<u32> {
    let list = chunks.into_iter().map(one).fold(LinkedList::new(), append);
    let mut all = Vec::new();
    for chunk in list {
        all.extend(chunk);
    }
    all
}

pub fn gather_by_closures(chunks: Vec<Vec<u64>>) -> Vec<u64> {
    let list = chunks
        .into_iter()
        .map(|chunk| {
            let mut list = LinkedList::new(); //~ linked_list
            list.push_back(chunk);
            list
        })
        .reduce(|mut a, mut b| {
            a.append(&mut b);
            a
        })
        .unwrap_or_default();
    list.into_iter().flatten().collect()
}

fn main() {
    gather(Vec::new());
    gather_by_closures(Vec::new());
}
