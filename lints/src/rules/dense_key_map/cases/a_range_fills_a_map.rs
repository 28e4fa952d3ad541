use std::collections::HashMap;

pub fn squares(count: u64, asked: &[u64]) -> u64 {
    let mut squares = HashMap::new(); //~ dense_key_map
    for number in 0..count {
        squares.insert(number, number * number);
    }
    asked.iter().map(|number| squares[number]).sum()
}
