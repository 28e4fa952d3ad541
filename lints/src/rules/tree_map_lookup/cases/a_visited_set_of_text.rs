use std::collections::BTreeSet;

pub fn first_twice(words: &[String]) -> Option<&String> {
    let mut seen = BTreeSet::new(); //~ tree_map_lookup
    for word in words {
        if !seen.insert(word) {
            return Some(word);
        }
    }
    None
}
