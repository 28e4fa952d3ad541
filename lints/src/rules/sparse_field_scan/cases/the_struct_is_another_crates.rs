//- /model/src/lib.rs crate:model
pub struct Account {
    pub balance: i64,
    pub history: [i64; 24],
    pub owner: String,
}
//- /app/src/lib.rs crate:app deps:model
use model::Account;

pub fn total(accounts: &[Account]) -> i64 { //~ sparse_field_scan
    let mut sum = 0;
    for account in accounts {
        sum += account.balance;
    }
    sum
}
