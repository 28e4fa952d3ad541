use std::collections::HashMap;

pub struct Scopes {
    all: HashMap<u32, HashMap<u32, u32>>,
}

impl Scopes {
    fn named(&self, scope: u32) -> u32 {
        let mut sum = 0;
        if let Some(names) = self.all.get(&scope) {
            for name in names.values() { //~ hash_iteration
                sum += name;
            }
        }
        sum
    }

    fn weight(&self, price: u32) -> u32 {
        let mut sum = 0;
        for scope in self.all.keys() { //~ hash_iteration
            sum += scope * price;
        }
        sum
    }

    /// Each turn asks for another scope.
    pub fn sum(&self, mut open: Vec<u32>) -> u32 {
        let mut sum = 0;
        while let Some(scope) = open.pop() {
            sum += self.named(scope);
        }
        sum
    }

    /// Each turn walks the same map.
    pub fn weigh(&self, mut open: Vec<u32>) -> u32 {
        let mut sum = 0;
        while let Some(price) = open.pop() {
            sum += self.weight(price);
        }
        sum
    }
}

pub fn taken(mut open: Vec<HashMap<u32, u32>>) -> u32 {
    let mut sum = 0;
    while let Some(map) = open.pop() {
        for value in map.values() { //~ hash_iteration
            sum += value;
        }
    }
    sum
}
