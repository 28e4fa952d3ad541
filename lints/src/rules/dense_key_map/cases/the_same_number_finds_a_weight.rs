use std::collections::BTreeSet;

pub fn heavy(order: &[usize], weights: &[u64]) -> usize {
    let mut met: BTreeSet<usize> = BTreeSet::new(); //~ dense_key_map
    let mut sum = 0;
    for &at in order {
        if weights[at] > 10 && met.insert(at) { //~ indirect_gather
            sum += 1;
        }
    }
    sum
}
