use std::collections::HashMap;
use std::fmt::Write;

pub fn table(files: &[&[&str]]) -> String {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut text = String::new();
    for file in files {
        for &name in file.iter() {
            let place = match places.get(name) { //~ double_lookup
                Some(&place) => place,
                None => {
                    places.insert(name, text.len());
                    text.len()
                }
            };
            let _ = write!(text, "{name}@{place}");
        }
    }
    text
}
