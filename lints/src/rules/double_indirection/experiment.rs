// The first letters of names, in no order: boxed texts, and texts.

/// `n` seeded numbers.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// Puts elements in no order, always the same.
pub fn shuffled<T>(mut all: Vec<T>, items: &[u64]) -> Vec<T> {
    for at in (1..all.len()).rev() {
        all.swap(at, (items[at] >> 16) as usize % (at + 1));
    }
    all
}

/// Boxed texts.
pub mod before {
    /// Somebody.
    pub struct User {
        name: Box<String>,
        age: u64,
    }

    /// One user for each item.
    pub fn build(items: &[u64]) -> Vec<User> {
        let user = |&item: &u64| User { name: Box::new(format!("{item:x}")), age: item % 100 };
        super::shuffled(items.iter().map(user).collect(), items)
    }

    /// The ages and first letters of all.
    pub fn run(users: &Vec<User>) -> u64 {
        let mut sum = 0u64;
        for user in users {
            sum = sum.wrapping_add(user.age * u64::from(user.name.as_bytes()[0]));
        }
        sum
    }
}

/// Texts.
pub mod after {
    /// Somebody.
    pub struct User {
        name: String,
        age: u64,
    }

    /// One user for each item.
    pub fn build(items: &[u64]) -> Vec<User> {
        let user = |&item: &u64| User { name: format!("{item:x}"), age: item % 100 };
        super::shuffled(items.iter().map(user).collect(), items)
    }

    /// The ages and first letters of all.
    pub fn run(users: &Vec<User>) -> u64 {
        let mut sum = 0u64;
        for user in users {
            sum = sum.wrapping_add(user.age * u64::from(user.name.as_bytes()[0]));
        }
        sum
    }
}
