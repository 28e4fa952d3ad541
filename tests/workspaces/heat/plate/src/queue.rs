//! Places that wait to be heated.
use std::collections::LinkedList;

#[derive(Default)]
pub struct Queue {
    waiting: LinkedList<(usize, usize)>,
}

impl Queue {
    pub fn add(&mut self, row: usize, column: usize) {
        self.waiting.push_back((row, column));
    }

    pub fn next(&mut self) -> Option<(usize, usize)> {
        self.waiting.pop_front()
    }

    /// How far the waiting places are from the corner.
    pub fn distance(&self) -> usize {
        let mut distance = 0;
        for (row, column) in self.waiting.iter() {
            distance += row + column;
        }
        distance
    }
}
