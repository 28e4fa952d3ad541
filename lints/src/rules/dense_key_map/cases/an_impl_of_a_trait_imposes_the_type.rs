use std::collections::HashMap;

pub trait Source {
    fn all(&self) -> HashMap<usize, u32>;
}

pub struct Plain(Vec<u32>);

impl Source for Plain {
    fn all(&self) -> HashMap<usize, u32> {
        self.0.iter().copied().enumerate().collect()
    }
}
