pub(crate) struct Buffer {
    used: usize,
    bytes: [u8; 512],
}

#[derive(Default)]
pub struct Pool {
    free: Vec<Box<Buffer>>,
}

impl Pool {
    pub(crate) fn take(&mut self) -> Box<Buffer> {
        self.free.pop().unwrap_or_else(|| Box::new(Buffer { used: 0, bytes: [0; 512] }))
    }

    pub(crate) fn give(&mut self, buffer: Box<Buffer>) {
        self.free.push(buffer);
    }

    pub fn used(&self) -> usize {
        self.free.iter().map(|buffer| buffer.used + usize::from(buffer.bytes[0])).sum()
    }
}
