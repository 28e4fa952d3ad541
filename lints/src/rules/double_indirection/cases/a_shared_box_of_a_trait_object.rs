use std::rc::Rc;

pub(crate) trait Rule {
    fn cost(&self, at: u32) -> u32;
}

pub(crate) struct Checker {
    rule: Rc<Box<dyn Rule>>, //~ double_indirection
}

impl Checker {
    pub(crate) fn cost(&self, to: u32) -> u32 {
        let mut sum = 0;
        for at in 0..to {
            sum += self.rule.cost(at);
        }
        sum
    }
}
