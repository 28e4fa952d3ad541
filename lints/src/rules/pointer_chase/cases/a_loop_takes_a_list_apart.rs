pub struct Stack {
    top: Option<Box<Entry>>,
}

struct Entry {
    value: u32,
    below: Option<Box<Entry>>,
}

impl Stack {
    pub fn clear(&mut self) -> u32 {
        let mut sum = 0;
        let mut current = self.top.take();
        while let Some(mut entry) = current { //~ pointer_chase
            sum += entry.value;
            current = entry.below.take();
        }
        sum
    }
}
