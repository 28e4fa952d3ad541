//- /hashes/src/lib.rs crate:hashes
pub type Fast<K, V> = std::collections::HashMap<K, V>;
//- /app/src/lib.rs crate:app deps:hashes
use hashes::Fast;

pub fn rest(mut known: Fast<u32, u32>, gone: &[u32]) -> u32 {
    for one in gone {
        known.remove(one);
    }
    let most = known.values().copied().max().unwrap_or(0); //~ sparse_map_scan
    most - known.values().copied().min().unwrap_or(0) //~ hash_iteration
}
