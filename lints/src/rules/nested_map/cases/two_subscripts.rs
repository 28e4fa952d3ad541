use std::collections::BTreeMap;

pub(crate) fn cost(table: &BTreeMap<i64, BTreeMap<i64, u32>>, ways: &[(i64, i64)]) -> u32 { //~ nested_map
    let mut sum = 0;
    for way in ways {
        sum += table[&way.0][&way.1];
    }
    sum
}
