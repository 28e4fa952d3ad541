use std::collections::HashSet;

pub struct Graph {
    links: Vec<Vec<usize>>, //~ nested_vec wide_index
    places: Vec<u64>,
    most: usize,
}

impl Graph {
    /// So many of the neighbours' neighbours, and no more.
    fn near(&self, node: usize) -> Vec<u64> {
        let mut flags = HashSet::with_capacity(self.most); //~ dense_key_map
        let mut out = Vec::new();
        for next in &self.links[node] {
            for after in &self.links[*next] {
                if flags.contains(after) { //~ double_lookup
                    continue;
                }
                flags.insert(*after);
                out.push(self.places[*after]);
                if out.len() >= self.most {
                    return out;
                }
            }
        }
        out
    }

    pub fn all(&self) -> u64 {
        let mut sum = 0;
        for node in 0..self.links.len() {
            sum += self.near(node).iter().sum::<u64>();
        }
        sum
    }
}
