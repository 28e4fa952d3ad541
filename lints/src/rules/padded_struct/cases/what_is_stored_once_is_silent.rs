#[repr(C)]
struct Header {
    kind: u8,
    length: u64,
    version: u8,
    sum: u64,
    flags: u8,
}

pub struct File {
    header: Header,
    next: Option<Header>,
}

impl File {
    pub fn length(&self) -> u64 {
        self.header.length + self.next.as_ref().map_or(0, |next| next.length)
    }
}
