use std::collections::HashMap;

pub fn count(pairs: &[(u64, char)]) -> u64 {
    let mut times: HashMap<u64, HashMap<char, u64>> = HashMap::new(); //~ nested_map
    for &(group, letter) in pairs {
        *times.entry(group).or_default().entry(letter).or_insert(0) += 1;
    }
    let mut most = 0;
    for &(group, letter) in pairs {
        most = most.max(times[&group][&letter]);
    }
    most
}
