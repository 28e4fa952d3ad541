pub struct Keys {
    hashes: Vec<u64>,
}

impl Keys {
    pub fn add(&mut self, text: &str) {
        self.hashes.push(text.bytes().fold(7, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)));
    }

    pub fn sum(&self, table: &[u64]) -> u64 {
        let mut sum = 0;
        for &hash in &self.hashes {
            sum += table[hash as usize]; //~ indirect_gather
        }
        sum
    }
}
