use std::collections::BTreeMap;

pub fn most(words: &[String]) -> u32 {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new(); //~ tree_map_lookup
    let mut most = 0;
    for word in words {
        let count = counts.entry(word).or_insert(0);
        *count += 1;
        most = most.max(*count);
    }
    most
}
