use std::collections::HashMap;

/// Most values fit a byte: the map has the others.
pub struct Heights {
    small: Vec<u8>,
    big: HashMap<usize, u32>, //~ dense_key_map
}

impl Heights {
    fn set(&mut self, at: usize, value: u32) {
        match u8::try_from(value) {
            Ok(value) if value < 255 => self.small[at] = value,
            _ => {
                self.small[at] = 255;
                self.big.insert(at, value);
            }
        }
    }

    pub fn fill(&mut self, values: &[(usize, u32)]) {
        for &(at, value) in values {
            self.set(at, value);
        }
    }
}

/// What the map itself is asked for keeps no number out.
pub struct Memo {
    costs: Vec<u32>,
    known: HashMap<usize, u32>, //~ dense_key_map
}

impl Memo {
    fn cost(&mut self, at: usize) -> u32 {
        match self.known.get(&at) { //~ double_lookup
            Some(known) => *known + self.costs[at],
            None => {
                self.known.insert(at, 1);
                1
            }
        }
    }

    fn sum(&mut self, order: &[usize]) -> u32 {
        let mut sum = 0;
        for &at in order {
            sum += self.cost(at);
        }
        sum
    }
}

pub struct Solver {
    memo: Memo,
}

impl Solver {
    pub fn solve(&mut self, order: &[usize]) -> u32 {
        self.memo.sum(order)
    }
}
