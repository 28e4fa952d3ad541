use std::collections::HashMap;

#[derive(Default)]
pub struct Index {
    by_name: Box<HashMap<String, u32>>, //~ double_indirection
}

impl Index {
    pub fn sum(&self, names: &[String]) -> u32 {
        let mut sum = 0;
        for name in names {
            sum += self.by_name.get(name).copied().unwrap_or(0);
        }
        sum
    }
}
