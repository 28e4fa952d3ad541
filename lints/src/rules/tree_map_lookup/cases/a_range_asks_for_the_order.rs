use std::collections::BTreeMap;

pub struct Prices {
    by_day: BTreeMap<String, u64>,
}

impl Prices {
    pub fn at(&self, days: &[String]) -> u64 {
        days.iter().filter_map(|day| self.by_day.get(day)).sum() //~ unsorted_search
    }

    pub fn last_before(&self, day: &str) -> Option<u64> {
        self.by_day.range::<str, _>(..day).next_back().map(|(_, price)| *price)
    }
}
