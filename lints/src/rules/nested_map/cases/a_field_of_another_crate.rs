//- /model/src/lib.rs crate:model
use std::collections::HashMap;

pub struct Routes {
    pub cost: HashMap<i64, HashMap<i64, u64>>, //~ nested_map
}
//- /app/src/lib.rs crate:app deps:model
use model::Routes;

pub fn cost(routes: &Routes, ways: &[(i64, i64)]) -> u64 {
    let mut sum = 0;
    for way in ways {
        sum += routes.cost[&way.0][&way.1];
    }
    sum
}
