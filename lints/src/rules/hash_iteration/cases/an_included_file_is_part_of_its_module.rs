//- /src/lib.rs crate:it
use std::collections::HashMap;

pub mod tables {
    use std::collections::HashMap;

    include!("generated/tables.rs");
}

type Table = HashMap<u64, u64>;

include!("generated/sum.rs");
//- /src/generated/sum.rs
pub fn sum(table: &Table) -> u64 {
    table.values().sum() //~ hash_iteration
}
//- /src/generated/tables.rs
pub fn total(table: &HashMap<u64, u64>) -> u64 {
    table.values().sum() //~ hash_iteration
}
