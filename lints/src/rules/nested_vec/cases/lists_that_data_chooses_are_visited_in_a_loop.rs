pub struct Layers {
    near: Vec<Vec<Vec<u64>>>, //~ nested_vec
}

impl Layers {
    pub fn build(nodes: usize, links: &[(usize, u64)]) -> Layers {
        let mut near: Vec<Vec<Vec<u64>>> = (0..nodes).map(|_| vec![Vec::new(); 2]).collect();
        for &(node, other) in links {
            near[node][0].push(other);
        }
        Layers { near }
    }

    fn neighbours(&self, node: u64, layer: usize) -> &[u64] {
        &self.near[node as usize][layer]
    }

    pub fn descend(&self, scores: &[f32], from: u64, steps: usize) -> u64 {
        let mut node = from;
        for _ in 0..steps {
            let mut best = node;
            for &other in self.neighbours(node, 0) {
                if scores[other as usize] > scores[best as usize] {
                    best = other;
                }
            }
            node = best;
        }
        node
    }
}
