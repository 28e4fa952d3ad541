use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

pub struct Shared {
    prices: Arc<HashMap<String, u32>>,
    queue: Rc<VecDeque<u32>>,
}

impl Shared {
    pub fn sum(&self, names: &[String]) -> u32 {
        let mut sum = self.queue.iter().sum();
        for name in names {
            sum += self.prices.get(name).copied().unwrap_or(0);
        }
        sum
    }
}
