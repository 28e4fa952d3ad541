pub struct Log {
    sizes: Vec<u64>,
}

impl Log {
    pub fn summary(&self) -> (u64, u64, u64) {
        let sum = self.sizes.iter().sum(); //~ repeated_scan
        let largest = self.sizes.iter().copied().fold(0, u64::max);
        let odd = self.sizes.iter().fold(0, |odd, size| odd + size % 2);
        (sum, largest, odd)
    }
}
