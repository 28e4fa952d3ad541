pub struct Skips {
    planes: Vec<[bool; 3]>,
}

impl Skips {
    pub fn count(&self, used: usize) -> usize {
        let mut count = 0;
        for plane in 0..used {
            for unit in 0..self.planes.len() {
                count += usize::from(self.planes[unit][plane]);
            }
        }
        count
    }
}
