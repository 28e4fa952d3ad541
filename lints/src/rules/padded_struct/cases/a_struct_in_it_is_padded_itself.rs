#[repr(C)]
struct Inner {
    flag: bool,
    weight: u64,
}

#[repr(C)]
struct Outer { //~ padded_struct
    kind: u8,
    inner: Inner,
    level: u8,
    next: u64,
    state: u8,
}

pub struct Net {
    nodes: Box<[Outer]>,
}

impl Net {
    pub fn weight(&self) -> u64 {
        let mut sum = 0;
        for node in self.nodes.iter() {
            if node.inner.flag && node.kind == node.level && node.state == 0 {
                sum += node.inner.weight + node.next;
            }
        }
        sum
    }
}
