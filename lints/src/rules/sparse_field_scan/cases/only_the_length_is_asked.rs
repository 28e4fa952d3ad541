pub struct Page {
    number: u64,
    bytes: [u8; 512],
}

pub fn count(pages: &[Page]) -> usize {
    pages.len()
}

pub fn first(pages: &[Page]) -> Option<u64> {
    pages.first().map(|page| page.number + u64::from(page.bytes[0]))
}
