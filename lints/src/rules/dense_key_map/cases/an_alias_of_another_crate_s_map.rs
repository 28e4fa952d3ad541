//- /fxhash/src/lib.rs crate:fxhash
pub type FxHashMap<K, V> = std::collections::HashMap<K, V>;
//- /app/src/lib.rs crate:app deps:fxhash
use fxhash::FxHashMap;

pub fn counts(groups: &[Vec<u32>], weights: &[f64]) -> f64 { //~ nested_vec
    let mut sums: FxHashMap<u32, f64> = FxHashMap::default(); //~ dense_key_map
    for group in groups {
        for &member in group {
            *sums.entry(member).or_insert(0.0) += weights[member as usize]; //~ indirect_gather
        }
    }
    sums.len() as f64
}
