use std::collections::HashMap;

pub struct Lists {
    by_name: HashMap<i64, Vec<u64>>,
}

impl Lists {
    pub fn sum(&self, keys: &[(i64, usize)]) -> u64 {
        let mut sum = 0;
        for (name, at) in keys {
            sum += self.by_name[name][*at];
        }
        sum
    }
}
