pub(crate) trait Step {
    fn cost(&self) -> u64;
}

pub(crate) struct Walk(u64);

impl Step for Walk {
    fn cost(&self) -> u64 {
        self.0
    }
}

pub(crate) fn cost(steps: &[Box<dyn Step>]) -> u64 {
    steps.iter().map(|step| step.cost()).sum()
}

pub(crate) fn run(steps: &[Box<dyn Fn() -> u64>]) -> u64 {
    steps.iter().map(|step| step()).sum()
}

pub(crate) fn first() -> Box<dyn Step> {
    Box::new(Walk(1))
}
