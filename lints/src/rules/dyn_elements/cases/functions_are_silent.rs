pub struct Hooks {
    all: Vec<Box<dyn Fn(u32) -> u32>>,
}

impl Hooks {
    pub fn run(&self, mut value: u32) -> u32 {
        for hook in &self.all {
            value = hook(value);
        }
        value
    }
}
