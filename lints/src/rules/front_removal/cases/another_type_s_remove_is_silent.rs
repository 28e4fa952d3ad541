pub struct Slots {
    full: [bool; 64],
}

impl Slots {
    fn remove(&mut self, at: usize) -> bool {
        std::mem::replace(&mut self.full[at], false)
    }

    pub fn clear(&mut self, rounds: usize) -> usize {
        let mut removed = 0;
        for _ in 0..rounds {
            removed += usize::from(self.remove(0));
        }
        removed
    }
}
