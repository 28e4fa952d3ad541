use std::collections::HashMap;

pub fn heights(from: i32, to: i32) -> HashMap<i32, i32> {
    let mut heights = HashMap::new();
    for x in from..to {
        heights.insert(x, x * x);
    }
    heights
}
