use std::collections::BTreeSet;

pub fn common(known: &BTreeSet<String>, words: Vec<String>) -> usize {
    words.iter().filter(|word| known.contains(*word)).count() //~ unsorted_search
}
