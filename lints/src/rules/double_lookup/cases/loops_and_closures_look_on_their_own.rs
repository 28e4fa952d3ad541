use std::collections::HashMap;

pub fn sum(map: &HashMap<u32, u32>, key: u32, times: u32) -> u32 {
    let mut sum = 0;
    if map.contains_key(&key) {
        for _ in 0..times {
            sum += map[&key];
        }
    }
    sum
}

pub fn later<'m>(map: &'m HashMap<u32, u32>, key: u32) -> impl Fn() -> u32 + 'm {
    assert!(map.contains_key(&key));
    move || map[&key]
}
