use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

pub fn seen(texts: &[&str]) -> HashMap<u64, u32> {
    let mut seen = HashMap::new();
    for text in texts {
        *seen.entry(hash(text)).or_insert(0) += 1;
    }
    seen
}
