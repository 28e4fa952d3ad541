use std::collections::{HashSet, VecDeque};

pub struct Graph {
    pub links: Vec<Vec<u32>>, //~ nested_vec
    pub times: Vec<u64>,
}

impl Graph {
    /// The nodes that are reached without going to older ones.
    pub fn newer(&self, start: u32, than: u64) -> Vec<u32> {
        let mut seen = HashSet::new(); //~ dense_key_map
        let mut queue = VecDeque::from([start]);
        let mut found = Vec::new();
        while let Some(node) = queue.pop_front() {
            found.push(node);
            for &next in &self.links[node as usize] {
                if !seen.contains(&next) {
                    let time = self.times[next as usize]; //~ indirect_gather
                    if time > than {
                        seen.insert(next);
                        queue.push_back(next);
                    }
                }
            }
        }
        found
    }

    pub fn all(&self, starts: &[u32]) -> usize {
        starts.iter().map(|&start| self.newer(start, self.times[start as usize]).len()).sum() //~ indirect_gather
    }
}
