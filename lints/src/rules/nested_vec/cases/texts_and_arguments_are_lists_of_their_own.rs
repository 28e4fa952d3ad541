pub fn lengths(lines: &[Vec<u8>]) -> usize {
    let mut count = 0;
    for line in lines {
        for byte in line {
            count += usize::from(*byte == b' ');
        }
    }
    count
}

pub struct Calls {
    arguments: Vec<Vec<String>>,
}

impl Calls {
    pub fn length(&self) -> usize {
        let mut count = 0;
        for call in &self.arguments {
            for argument in call {
                count += argument.len();
            }
        }
        count
    }
}
