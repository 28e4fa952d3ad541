use std::collections::HashMap;

pub struct Ports {
    by_number: HashMap<u16, String>,
}

impl Ports {
    pub fn reserve(&mut self) {
        for port in 0..1024 {
            self.by_number.insert(port, String::new());
        }
    }

    pub fn open(&mut self, port: u16, name: &str) {
        self.by_number.insert(port, name.to_owned());
    }
}
