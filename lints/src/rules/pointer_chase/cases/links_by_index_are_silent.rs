pub struct Node {
    value: u64,
    next: Option<u32>,
}

pub fn total(nodes: &[Node], head: Option<u32>) -> u64 {
    let mut sum = 0;
    let mut cursor = head;
    while let Some(index) = cursor {
        let node = &nodes[index as usize];
        sum += node.value;
        cursor = node.next;
    }
    sum
}
