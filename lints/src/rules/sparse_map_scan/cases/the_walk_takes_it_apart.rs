use std::collections::HashMap;

pub fn moved(mut from: HashMap<u32, Vec<u8>>, least: usize) -> usize {
    from.retain(|_, bytes| bytes.len() >= least); //~ hash_iteration
    let mut bytes = 0;
    for (_, one) in from { //~ sparse_map_scan
        bytes += one.len();
    }
    bytes
}
