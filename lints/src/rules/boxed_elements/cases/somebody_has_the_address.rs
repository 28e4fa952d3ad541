pub(crate) struct Page {
    used: u64,
}

pub struct Pages {
    all: Vec<Box<Page>>,
    last: *mut Page,
}

impl Pages {
    pub fn add(&mut self) {
        let mut page = Box::new(Page { used: 0 });
        self.last = &mut *page;
        self.all.push(page);
    }

    pub fn used(&self) -> u64 {
        self.all.iter().map(|page| page.used).sum()
    }
}
