use crate::dice::Dice;
use std::hint::black_box;

struct User {
    name: Box<String>,
    age: u64,
}

fn pays(users: &Vec<User>) -> u64 {
    let mut sum = 0;
    for user in users {
        sum += user.age * u64::from(user.name.as_bytes()[0]);
    }
    sum
}

fn spared(users: &Vec<User>) -> u64 {
    let mut sum = 0;
    for user in users {
        sum += user.age * u64::from(user.name.as_bytes()[0]);
    }
    sum
}

fn users(count: usize) -> Vec<User> {
    let mut dice = Dice(77);
    let all = (0..count as u64).map(|age| User { name: Box::new(format!("{age:x}")), age }).collect();
    dice.shuffled(all)
}

pub fn run() -> u64 {
    let (many, few) = (users(12_000), users(16));
    let mut sum = 0;
    for _ in 0..4 {
        sum += pays(black_box(&many));
    }
    for _ in 0..8_000 {
        sum += spared(black_box(&few));
    }
    sum
}
