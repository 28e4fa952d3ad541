use std::collections::HashMap;

#[derive(Default)]
pub struct Tables {
    by_name: HashMap<i64, HashMap<i64, u64>>,
}

impl Tables {
    pub fn load(&mut self, name: i64, rows: &[(i64, u64)]) {
        let mut table = HashMap::new();
        for &(key, value) in rows {
            table.insert(key, value);
        }
        self.by_name.insert(name, table);
    }

    pub fn sum(&self, keys: &[(i64, i64)]) -> u64 {
        keys.iter().map(|(name, key)| self.by_name[name][key]).sum()
    }
}
