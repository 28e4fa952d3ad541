pub struct Operator {
    rule: u32,
    next: Option<Box<Operator>>,
}

impl std::ops::BitOr for Operator {
    type Output = Operator;

    fn bitor(self, other: Operator) -> Operator {
        Operator { rule: self.rule, next: Some(Box::new(other)) }
    }
}

pub fn precedences(all: Vec<Operator>) -> Vec<(u32, usize)> {
    let mut known = Vec::new();
    for (level, operator) in all.into_iter().enumerate() {
        let mut rest = Some(operator);
        while let Some(Operator { rule, next }) = rest.take() {
            known.push((rule, level));
            rest = next.map(|next| *next);
        }
    }
    known
}

pub fn sum(all: &[Operator]) -> u32 {
    let mut sum = 0;
    for operator in all {
        let mut rest = Some(operator);
        while let Some(operator) = rest { //~ pointer_chase
            sum += operator.rule;
            rest = operator.next.as_deref();
        }
    }
    sum
}
