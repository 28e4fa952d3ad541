use std::collections::HashMap;

pub fn left(jobs: &mut HashMap<u32, String>, done: &[u32]) -> usize {
    for job in done {
        jobs.remove(job);
    }
    let mut letters = 0;
    for (_, name) in jobs.iter() { //~ sparse_map_scan
        letters += name.len();
    }
    letters
}
