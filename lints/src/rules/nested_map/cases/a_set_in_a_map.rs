use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub struct Seen {
    by_user: HashMap<i64, HashSet<i64>>, //~ nested_map
}

impl Seen {
    pub fn count(&mut self, visits: &[(i64, i64)]) -> usize {
        visits.iter().filter(|(user, page)| self.by_user.entry(*user).or_default().insert(*page)).count()
    }
}
