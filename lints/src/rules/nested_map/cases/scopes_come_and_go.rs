use std::collections::HashMap;

#[derive(Default)]
pub struct Scopes {
    open: Vec<HashMap<u32, u64>>,
}

impl Scopes {
    pub fn enter(&mut self) {
        self.open.push(HashMap::new());
    }

    pub fn leave(&mut self) {
        self.open.pop();
    }

    pub fn set(&mut self, names: &[(u32, u64)]) {
        let innermost = self.open.len() - 1;
        for &(name, value) in names {
            self.open[innermost].insert(name, value);
        }
    }

    pub fn get(&self, name: u32) -> Option<u64> {
        self.open.iter().rev().find_map(|scope| scope.get(&name)).copied()
    }
}
