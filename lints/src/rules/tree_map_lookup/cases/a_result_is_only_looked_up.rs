use std::collections::BTreeMap;

fn lengths(words: &[String]) -> BTreeMap<String, usize> { //~ tree_map_lookup
    words.iter().map(|word| (word.clone(), word.len())).collect()
}

pub fn total(words: &[String], asked: &[String]) -> usize {
    let lengths = lengths(words);
    asked.iter().filter_map(|word| lengths.get(word)).sum() //~ unsorted_search
}
