pub struct Rule {
    name: u32,
    next: Option<Box<Rule>>,
}

impl std::ops::BitOr for Rule {
    type Output = Rule;

    fn bitor(mut self, other: Rule) -> Rule {
        fn append(to: &mut Rule, other: Rule) {
            match to.next {
                Some(ref mut next) => append(next, other),
                None => to.next = Some(Box::new(other)),
            }
        }
        append(&mut self, other);
        self
    }
}

impl Rule {
    pub fn length(&self) -> u32 {
        1 + self.next.as_ref().map_or(0, |next| next.length()) //~ pointer_chase
    }
}
