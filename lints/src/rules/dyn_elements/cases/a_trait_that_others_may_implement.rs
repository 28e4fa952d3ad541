//- /src/lib.rs crate:case published
pub trait Plugin {
    fn run(&self) -> u32;
}

pub struct Nothing;
pub struct Twice(pub u32);

impl Plugin for Nothing {
    fn run(&self) -> u32 {
        0
    }
}

impl Plugin for Twice {
    fn run(&self) -> u32 {
        self.0 * 2
    }
}

pub fn all(plugins: &[Box<dyn Plugin>]) -> u32 {
    plugins.iter().map(|plugin| plugin.run()).sum()
}
