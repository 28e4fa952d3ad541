use std::collections::HashMap;

pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    #[cfg(unix)]
    for value in map.values() { //~ hash_iteration
        sum += value;
    }
    sum
}

pub fn choice(map: &HashMap<u64, u64>, which: u8) -> u64 {
    match which {
        #[cfg(unix)]
        0 => map.values().sum(), //~ hash_iteration
        _ => 0,
    }
}
