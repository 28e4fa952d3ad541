use std::collections::HashMap;

#[derive(Default)]
pub struct Sessions {
    by_user: HashMap<i64, HashMap<i64, u64>>,
}

impl Sessions {
    pub fn touch(&mut self, all: &[(i64, i64)]) {
        for &(user, session) in all {
            *self.by_user.entry(user).or_default().entry(session).or_insert(0) += 1;
        }
    }

    pub fn leave(&mut self, user: i64) {
        self.by_user.remove(&user);
    }
}
