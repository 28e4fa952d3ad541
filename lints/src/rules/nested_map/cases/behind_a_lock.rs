use std::collections::HashMap;
use std::sync::Mutex;

pub struct Cache {
    known: Mutex<HashMap<i64, HashMap<i64, u64>>>, //~ nested_map
}

impl Cache {
    pub fn sum(&self, keys: &[(i64, i64)]) -> u64 {
        let mut sum = 0;
        for (first, second) in keys {
            sum += self.known.lock().unwrap().get(first).and_then(|inner| inner.get(second)).copied().unwrap_or(0);
        }
        sum
    }
}
