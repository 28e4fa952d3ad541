pub struct Entry {
    id: u64,
    value: u64,
}

pub struct Table {
    entries: Vec<Entry>,
}

pub struct Request {
    entry: u64,
    times: u64,
}

impl Table {
    pub fn sum(&self, mut next: impl FnMut() -> Option<Request>) -> u64 {
        let mut requests = Vec::new();
        while let Some(request) = next() {
            requests.push(request);
        }
        let mut sum = 0;
        for request in &requests {
            if let Ok(at) = self.entries.binary_search_by_key(&request.entry, |entry| entry.id) { //~ unsorted_search
                sum += self.entries[at].value * request.times;
            }
        }
        sum
    }
}
