use std::collections::HashMap;

/// The same map in each round.
pub fn rounds(prices: &HashMap<u32, f64>, rounds: usize) -> f64 {
    let mut sum = 0.0;
    for _ in 0..rounds {
        for price in prices.values() { //~ hash_iteration
            sum += price;
        }
    }
    sum
}

/// Each map once.
pub fn each(all: &[HashMap<u32, f64>]) -> f64 {
    let mut sum = 0.0;
    for prices in all {
        sum += prices.values().sum::<f64>(); //~ hash_iteration
    }
    sum
}

/// A map that is made anew in each round costs more to make than to walk.
pub fn anew(all: &[&[u32]]) -> u64 {
    let mut most = 0;
    for numbers in all {
        let mut counts: HashMap<u32, u64> = HashMap::new();
        for &number in *numbers {
            *counts.entry(number).or_insert(0) += 1;
        }
        most += counts.values().copied().max().unwrap_or(0); //~ hash_iteration
    }
    most
}

/// A large one, once.
pub fn large() -> u64 {
    let mut squares: HashMap<u64, u64> = HashMap::new(); //~ dense_key_map
    for number in 0..1_000_000u64 {
        squares.insert(number, number * number);
    }
    squares.values().sum() //~ hash_iteration
}

/// Slots of two lines: hardly any line is fetched for nothing.
pub fn wide(blocks: &HashMap<u64, [u64; 15]>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for block in blocks.values() { //~ hash_iteration
            sum += block[0];
        }
    }
    sum
}

/// The type's bytes are not known.
pub fn any<K, V: Copy + Into<u64>>(map: &HashMap<K, V>, rounds: usize) -> u64 {
    let mut sum = 0;
    for _ in 0..rounds {
        for value in map.values() { //~ hash_iteration
            sum += (*value).into();
        }
    }
    sum
}

/// The map that the call before has left is another one.
pub struct Graph {
    nodes: HashMap<u32, HashMap<u32, u64>>,
    weights: HashMap<u32, u64>,
}

impl Graph {
    fn remove(&mut self, node: &u32) -> u64 {
        let edges = self.nodes.remove(node);
        let mut sum = 0;
        if let Some(edges) = edges {
            for weight in edges.values() { //~ hash_iteration
                sum += weight;
            }
        }
        sum
    }

    fn weight(&self) -> u64 {
        let weights = &self.weights;
        weights.values().sum() //~ hash_iteration
    }

    fn rank(&self) -> u64 {
        let mut ranks: HashMap<u32, u64> = HashMap::new();
        for node in self.nodes.keys() { //~ hash_iteration
            *ranks.entry(node % 100).or_insert(0) += 1;
        }
        ranks.values().sum() //~ hash_iteration
    }

    pub fn clear(&mut self, order: &[u32]) -> u64 {
        let mut sum = 0;
        for node in order {
            sum += self.remove(node) + self.weight() + self.rank();
        }
        sum
    }
}

/// A field that is made large.
pub struct Readings {
    by_sensor: HashMap<u64, [f64; 2]>,
}

impl Readings {
    pub fn for_building() -> Readings {
        Readings { by_sensor: HashMap::with_capacity(400_000) }
    }

    pub fn mean(&self) -> f64 {
        self.by_sensor.values().map(|reading| reading[0]).sum() //~ hash_iteration
    }
}
