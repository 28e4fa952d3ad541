struct Page {
    number: u64,
    bytes: [u8; 256],
}

pub struct Book {
    pages: Vec<Page>,
}

impl Book {
    pub fn find(&self, number: u64) -> Option<u8> {
        self.pages.iter().find(|page| page.number == number).map(|page| page.bytes[0])
    }
}
