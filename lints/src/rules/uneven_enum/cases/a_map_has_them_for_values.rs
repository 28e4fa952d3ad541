use std::collections::HashMap;

enum Setting { //~ uneven_enum
    Flag(bool),
    Number(i64),
    Matrix { cells: [f64; 16], scale: f64 },
}

pub struct Settings {
    all: HashMap<String, Setting>,
}

impl Settings {
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.all.get(name)? {
            Setting::Number(number) => Some(*number),
            Setting::Flag(flag) => Some(*flag as i64),
            Setting::Matrix { cells, scale } => Some((cells[0] * scale) as i64),
        }
    }
}
