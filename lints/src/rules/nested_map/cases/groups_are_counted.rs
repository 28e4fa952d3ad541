use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub struct Visits {
    by_page: HashMap<i64, HashSet<i64>>,
}

impl Visits {
    pub fn add(&mut self, all: &[(i64, i64)]) {
        for &(page, user) in all {
            self.by_page.entry(page).or_default().insert(user);
        }
    }

    pub fn users(&self, page: i64) -> usize {
        self.by_page.get(&page).map_or(0, |users| users.len())
    }
}
