pub struct Link {
    value: u64,
    next: Option<Box<Link>>,
}

pub struct Chain {
    first: Option<Box<Link>>,
}

impl Chain {
    pub fn last(&self, rounds: usize) -> u64 {
        let mut sum = 0;
        for _ in 0..rounds {
            let mut at = self.first.as_ref();
            while let Some(link) = at { //~ pointer_chase
                sum += link.value;
                at = link.next.as_ref();
            }
        }
        sum
    }

    // The same again, with the right to write.
    pub fn last_mut(&mut self, rounds: usize) -> u64 {
        let mut sum = 0;
        for _ in 0..rounds {
            let mut at = self.first.as_mut();
            while let Some(link) = at { //~ pointer_chase
                sum += link.value;
                at = link.next.as_mut();
            }
        }
        sum
    }

    // Another walk.
    pub fn largest(&self, rounds: usize) -> u64 {
        let mut largest = 0;
        for _ in 0..rounds {
            let mut at = self.first.as_ref();
            while let Some(link) = at { //~ pointer_chase
                largest = link.value.max(largest);
                at = link.next.as_ref();
            }
        }
        largest
    }
}
