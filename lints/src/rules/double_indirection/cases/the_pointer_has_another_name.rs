use std::sync::Arc as Shared;

pub struct Config {
    name: Shared<String>, //~ double_indirection
}

impl Config {
    pub fn is_named(&self, names: &[&str]) -> bool {
        names.iter().any(|name| **name == **self.name)
    }
}
