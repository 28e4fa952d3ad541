use std::io::Write;

pub struct Log {
    lines: Vec<Vec<u8>>,
}

impl Log {
    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        for line in &self.lines {
            out.write_all(line)?;
        }
        Ok(())
    }

    pub fn add(&mut self, line: Vec<u8>) {
        self.lines.push(line);
    }
}
