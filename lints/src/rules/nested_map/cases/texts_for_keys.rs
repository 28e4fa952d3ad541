use std::collections::HashMap;

pub struct Texts {
    by_language: HashMap<String, HashMap<String, String>>, //~ nested_map
}

impl Texts {
    pub fn letters(&self, language: &str, names: &[&str]) -> usize {
        let mut sum = 0;
        for name in names {
            if let Some(text) = self.by_language.get(language).and_then(|texts| texts.get(*name)) {
                sum += text.len();
            }
        }
        sum
    }
}
