enum Block {
    Free,
    Used([u8; 1024]),
}

pub struct Disk {
    blocks: Vec<Block>,
}

impl Disk {
    pub fn zero(&mut self, at: usize) {
        self.blocks[at] = Block::Used([0; 1024]);
    }

    pub fn fill(&mut self, at: usize, byte: u8) {
        self.blocks[at] = Block::Used([byte; 1024]);
    }

    pub fn free(&mut self, at: usize) {
        self.blocks[at] = Block::Free;
    }
}
