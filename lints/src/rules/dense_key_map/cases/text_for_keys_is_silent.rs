use std::collections::HashMap;

pub fn numbers(names: &[String]) -> HashMap<String, usize> {
    let mut numbers = HashMap::new();
    for (number, name) in names.iter().enumerate() {
        numbers.insert(name.clone(), number);
    }
    numbers
}
