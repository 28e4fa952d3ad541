use std::collections::HashMap;

pub struct Weights {
    by_pair: HashMap<i64, HashMap<i64, f64>>,
}

impl Weights {
    pub fn of(&self, pairs: &[(i64, i64)]) -> f64 {
        let mut sum = 0.0;
        for (left, right) in pairs {
            sum += self.by_pair[left][right];
        }
        sum
    }

    pub fn sum(&self) -> f64 {
        let mut sum = 0.0;
        for weights in self.by_pair.values() { //~ hash_iteration
            for weight in weights.values() { //~ hash_iteration
                sum += weight;
            }
        }
        sum
    }
}
