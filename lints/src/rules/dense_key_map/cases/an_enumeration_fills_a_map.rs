use std::collections::BTreeMap;

pub struct Names {
    by_number: BTreeMap<usize, String>, //~ dense_key_map
}

impl Names {
    pub fn new(names: &[String]) -> Names {
        let mut by_number = BTreeMap::new();
        for (number, name) in names.iter().enumerate() {
            by_number.insert(number, name.clone());
        }
        Names { by_number }
    }

    pub fn letters(&self, numbers: &[usize]) -> usize {
        let mut sum = 0;
        for number in numbers {
            sum += self.by_number[number].len();
        }
        sum
    }
}
