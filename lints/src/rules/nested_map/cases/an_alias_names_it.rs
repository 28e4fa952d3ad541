use std::collections::HashMap;

type Links = HashMap<char, HashMap<char, bool>>; //~ nested_map

pub(crate) fn linked(links: &Links, text: &[char]) -> usize {
    let mut sum = 0;
    for pair in text.windows(2) {
        if let Some(to) = links.get(&pair[0]) {
            if to.contains_key(&pair[1]) {
                sum += 1;
            }
        }
    }
    sum
}
