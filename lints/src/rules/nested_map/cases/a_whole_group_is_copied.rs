use std::collections::HashMap;

pub struct Settings {
    by_user: HashMap<i64, HashMap<i64, u64>>,
    current: u64,
}

impl Settings {
    pub fn switch(&mut self, user: i64, keys: &[i64]) {
        let settings = self.by_user[&user].clone();
        for key in keys {
            self.current += settings[key];
        }
    }

    pub fn sum(&self, keys: &[(i64, i64)]) -> u64 {
        keys.iter().map(|(user, key)| self.by_user[user][key]).sum()
    }
}
