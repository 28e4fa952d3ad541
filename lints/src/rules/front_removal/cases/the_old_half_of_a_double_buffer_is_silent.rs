fn expand(keys: &mut Vec<u64>, values: &[u64]) {
    let old = keys.len();
    for at in 0..old {
        for value in values {
            keys.push(keys[at] * 31 + value);
        }
    }
    keys.drain(..old);
}

pub fn keys(lists: &[Vec<u64>]) -> Vec<u64> {
    let mut keys = vec![0];
    for list in lists {
        expand(&mut keys, list);
    }
    keys
}
