pub(crate) struct User {
    name: Box<String>, //~ double_indirection
    age: u32,
}

pub(crate) fn longest(users: &[User]) -> usize {
    let mut longest = 0;
    for user in users {
        if user.age > 17 {
            longest = longest.max(user.name.len());
        }
    }
    longest
}

pub(crate) fn all(groups: &[Vec<User>]) -> usize {
    let mut sum = 0;
    for group in groups {
        sum += longest(group);
    }
    sum
}
