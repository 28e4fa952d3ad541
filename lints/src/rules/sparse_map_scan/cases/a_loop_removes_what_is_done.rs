use std::collections::HashMap;

pub fn left(jobs: &mut HashMap<u32, String>, done: &[u32], letters: &[char]) -> usize {
    for job in done {
        jobs.remove(job);
    }
    let mut count = 0;
    for letter in letters {
        for (_, name) in jobs.iter() { //~ sparse_map_scan
            count += name.matches(*letter).count();
        }
    }
    count
}
