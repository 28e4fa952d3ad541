use std::collections::LinkedList;

trait Read: Sized {
    fn read(bytes: &[u8]) -> Option<Self>;
}

impl Read for LinkedList<u8> {
    fn read(bytes: &[u8]) -> Option<Self> {
        let all: Vec<u8> = bytes.to_vec();
        Some(all.into_iter().collect::<LinkedList<u8>>())
    }
}
