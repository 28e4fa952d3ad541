use std::collections::BTreeSet;

pub fn is_earlier(words: &[String], others: &BTreeSet<String>) -> bool {
    let mut own = BTreeSet::new();
    for word in words {
        own.insert(word.clone());
    }
    own < *others
}
