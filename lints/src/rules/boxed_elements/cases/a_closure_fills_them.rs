use std::collections::BTreeMap;

#[derive(Clone, Copy)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

pub struct Lines {
    by_end: BTreeMap<i64, Box<Span>>, //~ boxed_elements tree_map_lookup
}

impl Lines {
    pub fn fill(&mut self, ends: &[u32]) {
        let mut start = 0;
        ends.iter().for_each(|&end| {
            self.by_end.insert(end as i64, Box::new(Span { start, end }));
            start = end;
        });
    }

    pub fn longest(&self) -> u32 {
        self.by_end.values().map(|span| span.end - span.start).max().unwrap_or(0)
    }
}
